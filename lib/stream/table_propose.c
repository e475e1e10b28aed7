#include "stream/table_propose.h"

#include "base/strbuf.h"
#include "stream/table_shape.h"
#include "value/identity.h"

enum {
	FITS_OF_TEN = 6, /* so many of ten filled cells have to fit */
	LABEL_SHOWN = 40,
	LABELS_BYTES = 400
};

/* How many of ten filled cells of a column look like the shape. */
static size_t fits_of_ten(const struct heading *heading,
			  const struct table_sample *sample, size_t column,
			  enum shape shape)
{
	size_t filled = 0, fits = 0;

	for (size_t i = heading->row + 1; i < sample->count; i++) {
		struct slice cell = row_cell(&sample->rows[i], column);

		filled += cell.length > 0;
		fits += cell.length > 0 && shape_fits(shape, cell);
	}
	return filled == 0 ? 0 : fits * 10 / filled;
}

/* The unknown column that fits best, the first of equals; or COLUMN_NONE. */
static size_t best_column(const struct heading *heading,
			  const struct table_sample *sample, enum shape shape)
{
	size_t best = COLUMN_NONE, most = FITS_OF_TEN - 1;

	for (size_t i = 0; i < heading->header.count; i++) {
		size_t fits;

		if (heading->known[i])
			continue;
		fits = fits_of_ten(heading, sample, i, shape);
		if (fits > most) {
			most = fits;
			best = i;
		}
	}
	return best;
}

static bool list_columns(const struct heading *heading, const char *field,
			 struct diag *diag)
{
	struct strbuf list;

	for (size_t i = 0; i < heading->header.count; i++)
		if (identity_is_inside(heading->labels[i]))
			return diag_set(diag,
					"no header row; the first row of "
					"a table names its columns, which "
					", ; or TAB separates");
	strbuf_init(&list, LABELS_BYTES);
	for (size_t i = 0; i < heading->header.count && !list.failed; i++) {
		size_t before = list.length;

		strbuf_append_format(&list, "%s\"%.*s\"", i == 0 ? "" : ", ",
				     SLICE_PRINT(slice_part(heading->labels[i],
							    0, LABEL_SHOWN)));
		if (list.failed)
			list.length = before;
	}
	diag_set(diag,
		 "no column for %s; the columns are %.*s; name the right one "
		 "in the policy: columns: {%s: [\"...\"]}",
		 field, SLICE_PRINT(strbuf_slice(&list)), field);
	strbuf_release(&list);
	return false;
}

bool propose_column(const struct heading *heading,
		    const struct table_sample *sample, const char *field,
		    struct diag *diag)
{
	enum shape shape = shape_of(slice_of(field));
	size_t column = best_column(heading, sample, shape);
	struct slice label;

	if (column == COLUMN_NONE)
		return list_columns(heading, field, diag);
	label = slice_part(heading->labels[column], 0, LABEL_SHOWN);
	return diag_set(diag,
			"no column for %s; column %zu \"%.*s\" holds %s: "
			"rename it, or add to the policy: columns: {%s: "
			"[\"%.*s\"]}",
			field, column + 1, SLICE_PRINT(label),
			shape_words(shape), field, SLICE_PRINT(label));
}
