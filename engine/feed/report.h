/* What became of the rows of a feed: how many were kept, and which rule refused what.
 *
 * A rule either refuses the row, which is then counted as skipped, or takes one field away from a
 * row that is kept without it. Both are reported; nothing is dropped in silence. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_FEED_RULE_RECORD,  /* the record cannot be read as one of its format */
  VANITY_FEED_RULE_LENGTH,  /* the record is longer than is read */
  VANITY_FEED_RULE_DEPTH,   /* the record is nested more deeply than is read */
  VANITY_FEED_RULE_COLUMNS, /* more fields than the header names */
  VANITY_FEED_RULE_SHORT,   /* fewer fields than the header names; refused where the file ends so */
  VANITY_FEED_RULE_NAME,    /* the product has no name */
  VANITY_FEED_RULE_BRAND,   /* the product has no brand */
  VANITY_FEED_RULE_FOREIGN, /* said to be something other than beauty products */
  VANITY_FEED_RULE_CATALOGUE,    /* the catalogue does not take it */
  VANITY_FEED_RULE_QUOTE,        /* a quotation mark without its other half, read as written */
  VANITY_FEED_RULE_ENCODING,     /* bytes that are no text of the file's encoding */
  VANITY_FEED_RULE_CONTROL,      /* control characters */
  VANITY_FEED_RULE_CUT,          /* text longer than is kept */
  VANITY_FEED_RULE_CATEGORY,     /* no known category: kept as "other" */
  VANITY_FEED_RULE_COLOR,        /* no colour that can be read */
  VANITY_FEED_RULE_SWATCH,       /* a swatch image beside the feed that gives no colour */
  VANITY_FEED_RULE_GTIN,         /* no GTIN, or its check digit is wrong */
  VANITY_FEED_RULE_GTIN_TAKEN,   /* the GTIN is that of another shade of this source */
  VANITY_FEED_RULE_PRICE,        /* no number, negative, or senseless */
  VANITY_FEED_RULE_CURRENCY,     /* a price without one, or no ISO 4217 code */
  VANITY_FEED_RULE_AVAILABILITY, /* a word that is not known */
  VANITY_FEED_RULE_TRAIT,        /* a finish, coverage, undertone or number that is not known */
  VANITY_FEED_RULE_LINK,         /* no address of the web */
  VANITY_FEED_RULE_DATE,         /* no day of the calendar */
  VANITY_N_FEED_RULES
} VanityFeedRule;

/* "gtin": stable, for JSON; and the rule as a clause, translated: "the check digit of a GTIN". */
const char *vanity_feed_rule_get_id (VanityFeedRule rule);
const char *vanity_feed_rule_get_text (VanityFeedRule rule);

/* The first so many are kept in full; all are counted. */
#define VANITY_FEED_MAX_REMARKS 1000

typedef struct
{
  gint64 line; /* from 1; 0 where a format has no lines or the remark is of the whole file */
  char *field; /* its name in the feed; "" for the whole record */
  char *value; /* as it was, cut where it is long */
  VanityFeedRule rule;
  gboolean skipped; /* the row was refused; otherwise it was kept without this */
} VanityFeedRemark;

typedef struct
{
  char *file;   /* display name */
  char *format; /* id, or NULL before it is known */
  char *source;
  char *encoding; /* "UTF-8", …, or NULL */
  gboolean packed, dry_run;
  /* Rows are shades: rows = added + merged + unchanged + skipped. */
  gint64 rows, added, merged, unchanged, skipped;
  gint64 colorless; /* of those kept */
  gint64 resumed;   /* records passed over because an earlier run had kept them */
  gint64 refused[VANITY_N_FEED_RULES]; /* rows that a rule refused */
  gint64 noted[VANITY_N_FEED_RULES];   /* fields that a rule took away, of rows that were kept */
  GArray *remarks;                     /* VanityFeedRemark */
  char *broken; /* a sentence: why nothing after some place was read; or NULL */
  double seconds;
} VanityFeedReport;

void vanity_feed_report_init (VanityFeedReport *report);
void vanity_feed_report_clear (VanityFeedReport *report);

/* `value` may be NULL, and need not be valid UTF-8. A refused row is counted in rows and skipped as
 * well. */
void vanity_feed_report_refuse (VanityFeedReport *report, VanityFeedRule rule, gint64 line,
                                const char *field, const char *value);
void vanity_feed_report_note (VanityFeedReport *report, VanityFeedRule rule, gint64 line,
                              const char *field, const char *value);

/* For a terminal: the sums, the rules, then at most `n_remarks` remarks, a few of each rule. */
char *vanity_feed_report_to_text (const VanityFeedReport *report, guint n_remarks);
/* README.md documents the members. */
JsonNode *vanity_feed_report_to_json (const VanityFeedReport *report);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityFeedReport, vanity_feed_report_clear)

G_END_DECLS
