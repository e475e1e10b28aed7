/*
 * A report as open data: one CSV file an exhibit, and a Frictionless Data
 * Package (datapackage.json) that says what each column holds.
 */
#ifndef REPORT_PUBLISH_H
#define REPORT_PUBLISH_H

#include "report/exhibit.h"

/*
 * Appends the data package: name, title, version (the report's day) and for
 * each exhibit the path "<id>.csv" with a Table Schema. Hidden figures are the
 * missing value U+00B7.
 */
void publish_package(const struct report *report, struct strbuf *out);

#endif
