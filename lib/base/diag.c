#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool diag_set(struct diag *diag, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(diag->message, sizeof diag->message, format, arguments);
	va_end(arguments);
	return false;
}

bool diag_set_errno(struct diag *diag, int error, const char *format, ...)
{
	char text[DIAG_SIZE / 2];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	return diag_set(diag, "%s: %s", text, strerror(error));
}

bool diag_prefix(struct diag *diag, const char *format, ...)
{
	char prefix[DIAG_SIZE / 2];
	char message[DIAG_SIZE];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(prefix, sizeof prefix, format, arguments);
	va_end(arguments);
	memcpy(message, diag->message, sizeof message);
	return diag_set(diag, "%s: %.*s", prefix, DIAG_SIZE / 2 - 4, message);
}

bool diag_memory(struct diag *diag)
{
	return diag_set(diag, "out of memory, or over this run's limit");
}
