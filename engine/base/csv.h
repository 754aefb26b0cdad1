/* Writing tables that a spreadsheet opens: RFC 4180, UTF-8. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a field, after a comma where the record has begun already. It is quoted where that is
 * needed; one that begins with = + - @, a tab or an end of line, which a spreadsheet would take for
 * a formula, gets an apostrophe before it, by which spreadsheets mark text; so does one that begins
 * with an apostrophe and then one of these, so that what was read can be told. NULL is "". */
void vanity_csv_append_field (GString *table, const char *text);
/* Ends the record: CR LF. */
void vanity_csv_end_record (GString *table);

/* A field as it was before vanity_csv_append_field () put an apostrophe before it: points into
 * `text`. */
const char *vanity_csv_unguard (const char *text);

G_END_DECLS
