/* The bytes of a feed as UTF-8, whatever they come as.
 *
 * gzip (RFC 1952) is taken off. The encoding is told by a byte order mark, by what an XML
 * declaration or a page's <meta> says unless that is UTF-8, by the zeros of UTF-16; else by the
 * first bytes that are no ASCII: where they are valid UTF-8 the text is UTF-8, where not,
 * Windows-1252. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than this is not unpacked, so that a small file cannot keep the machine busy for days. */
#define VANITY_FEED_MAX_BYTES (G_GINT64_CONSTANT (16) << 30)

typedef struct _VanityFeedInput VanityFeedInput;

/* Bytes that were mended, from the beginning to where the reader is. */
typedef struct
{
  gint64 n_invalid;  /* no UTF-8, in a text that is UTF-8 elsewhere: taken for Windows-1252 */
  gint64 n_control;  /* control characters other than tab and ends of lines: now blanks */
  gint64 at_invalid; /* lines, from 1, of the first of each */
  gint64 at_control;
  char first_invalid[8]; /* as "0xE9" */
  char first_control[8];
} VanityFeedMending;

/* Opens an ordinary file. NULL with VANITY_ERROR_FILE or G_IO_ERROR_CANCELLED. */
VanityFeedInput *vanity_feed_input_open (GFile *file, GCancellable *cancellable, GError **error);
/* From memory, for tests. */
VanityFeedInput *vanity_feed_input_new (GBytes *bytes, const char *name);
void vanity_feed_input_free (VanityFeedInput *input);

/* The beginning, valid UTF-8 without a byte order mark, at most 64 KiB; it is still read. `error`
 * is set where the file cannot be read at all. The text belongs to the input. */
gboolean vanity_feed_input_peek (VanityFeedInput *input, const char **text, gsize *size,
                                 GError **error);

/* Up to `size` (≥ 16) bytes of valid UTF-8, whole characters, never a NUL. 0 at the end, −1 with
 * VANITY_ERROR_FILE, _FORMAT (the packing is damaged or cut off), _LIMIT (unpacks to more than
 * VANITY_FEED_MAX_BYTES, or by more than a text can) or G_IO_ERROR_CANCELLED. */
gssize vanity_feed_input_read (VanityFeedInput *input, char *buffer, gsize size, GError **error);

const char *vanity_feed_input_get_name (VanityFeedInput *input);
/* "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252", another that the file declares, or "ASCII" where
 * nothing else was met so far. */
const char *vanity_feed_input_get_encoding (VanityFeedInput *input);
gboolean vanity_feed_input_is_packed (VanityFeedInput *input);
/* Of the file, [0, 1]. */
double vanity_feed_input_get_share (VanityFeedInput *input);
const VanityFeedMending *vanity_feed_input_get_mending (VanityFeedInput *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFeedInput, vanity_feed_input_free)

G_END_DECLS
