/* Bytes in an encoding that is guessed, to UTF-8: what input.h describes, without the reading. */
#pragma once

#include "feed/input.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_FEED_ASCII, /* nothing else so far */
  VANITY_FEED_UTF8,
  VANITY_FEED_UTF16LE,
  VANITY_FEED_UTF16BE,
  VANITY_FEED_WINDOWS_1252,
  VANITY_FEED_CHARSET, /* one that iconv knows */
} VanityFeedEncoding;

typedef struct
{
  VanityFeedEncoding encoding;
  char *charset; /* of VANITY_FEED_CHARSET */
  GIConv iconv;
  gint64 n_lines; /* ends of lines given out */
  VanityFeedMending mending;
} VanityFeedDecoder; /* zero-initialised */

void vanity_feed_decoder_clear (VanityFeedDecoder *decoder);

/* Looks at the first bytes of the file and chooses. Returns how many bytes are a mark to pass over.
 */
gsize vanity_feed_decoder_begin (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size);

/* Decodes from `bytes` into `out` as far as both reach; `*used` gets how many bytes were taken.
 * `at_end`: nothing comes after these. Returns how many bytes were written; 0 with 0 used where a
 * character's other bytes are yet to come. `room` ≥ 16. */
gsize vanity_feed_decoder_run (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size,
                               gboolean at_end, char *out, gsize room, gsize *used);

G_END_DECLS
