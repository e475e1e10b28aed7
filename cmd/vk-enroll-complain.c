/*
 * What vk-enroll tells on standard error about the values of an application.
 */
#include "vk-enroll.h"

/*
 * Errors always, flags only where a program reads them; nothing of an older
 * version that a newer one has mended.
 */
void enroll_complain(struct enroll *enroll, const struct enrolled *enrolled)
{
	if (enrolled->known.repeat.fate == ENROLL_SUPERSEDED)
		return;
	for (size_t i = 0; i < enrolled->faults.count; i++) {
		const struct check_fault *fault = &enrolled->faults.faults[i];
		bool flag = fault->weight == CHECK_FLAG;
		struct complaint complaint = {
			.code = fault->code,
			.severity = flag ? "warning" : "error",
			.field = application_field_name(fault->field),
			.column = enroll->layout.columns[fault->field],
			.value = enrolled->application.fields[fault->field],
			.message = fault->message,
		};

		if (!flag || enroll->tool->errors != TOOL_ERRORS_TEXT)
			tool_complain(enroll->tool, &enrolled->record,
				      &complaint);
	}
}
