/* Records of separated fields: CSV after RFC 4180, and tab-separated text as shops export it. Ends
 * of lines are LF, CRLF or CR; a quoted field may hold separators, ends of lines and doubled
 * quotes. A quotation mark without its other half, as in 5" brush, is read as written and told. */
#pragma once

#include "feed/input.h"

G_BEGIN_DECLS

/* A record longer than this is passed over; a quoted field with more ends of lines than any
 * description has, and longer than the second, is no quoted field. */
#define VANITY_FEED_MAX_RECORD (16 << 20)
#define VANITY_FEED_MAX_QUOTED (256 << 10)
#define VANITY_FEED_MAX_COLUMNS 1024

typedef struct _VanityFeedTable VanityFeedTable;

typedef enum
{
  VANITY_FEED_TABLE_ROW,
  VANITY_FEED_TABLE_TOO_LONG, /* a record that was passed over */
  VANITY_FEED_TABLE_END,
  VANITY_FEED_TABLE_ERROR,
} VanityFeedTableState;

typedef struct
{
  char **fields; /* n_fields of them, valid until the next call */
  guint n_fields;
  gint64 line;         /* where it begins, from 1 */
  const char *stray;   /* a field with a stray quotation mark, or NULL */
  guint n_beyond;      /* fields beyond VANITY_FEED_MAX_COLUMNS, left out */
  gboolean open_ended; /* the file ends right behind it, without an end of line */
} VanityFeedTableRow;

/* `separator` is a tab, comma, semicolon or bar. The input must outlive the table. */
VanityFeedTable *vanity_feed_table_new (VanityFeedInput *input, char separator);
void vanity_feed_table_free (VanityFeedTable *table);

/* Records are to have so many fields: by that it is told whether a quotation mark that is closed on
 * another line began a quoted field. */
void vanity_feed_table_set_columns (VanityFeedTable *table, guint n_columns);

/* Empty lines are passed over. */
VanityFeedTableState vanity_feed_table_next (VanityFeedTable *table, VanityFeedTableRow *row,
                                             GError **error);

/* The separator that the first record of `text` is divided by, or '\0' where it is not divided. */
char vanity_feed_table_guess_separator (const char *text, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFeedTable, vanity_feed_table_free)

G_END_DECLS
