/* A format of feeds. Each is one file that defines one of these, and one line in the list of
 * format.c. */
#pragma once

#include "feed/input.h"
#include "feed/sink.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* for the command line: "merchant-tsv" */
  const char *label; /* for people, marked for translation */

  /* How well the beginning of a file (valid UTF-8, ended by a NUL) fits: 0 not at all, 100
   * certainly. */
  int (*sniff) (const char *text, gsize size);

  /* Hands every record to the sink. FALSE with the sink's error, or where the input breaks: what
   * came before stays. */
  gboolean (*read) (VanityFeedInput *input, VanityFeedSink *sink, GError **error);
} VanityFeedFormat;

extern const VanityFeedFormat vanity_feed_merchant_tsv;
extern const VanityFeedFormat vanity_feed_merchant_xml;
extern const VanityFeedFormat vanity_feed_json_ld;
extern const VanityFeedFormat vanity_feed_json_ld_page;
extern const VanityFeedFormat vanity_feed_beauty_facts_csv;
extern const VanityFeedFormat vanity_feed_beauty_facts_jsonl;
extern const VanityFeedFormat vanity_feed_makeup_api;
extern const VanityFeedFormat vanity_feed_series_json;
extern const VanityFeedFormat vanity_feed_plain_csv;

/* NULL with VANITY_ERROR_VALUE where there is none, or with _FORMAT where a text fits none. */
const VanityFeedFormat *vanity_feed_format_find (const char *id, GError **error);
const VanityFeedFormat *vanity_feed_format_sniff (const char *text, gsize size, const char *name,
                                                  GError **error);

G_END_DECLS
