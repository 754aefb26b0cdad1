#include "feed/decoder.h"

#include "base/error.h"
#include "base/open-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 * 1024)
#define AHEAD (64 * 1024)
/* DEFLATE packs nothing more than 1032 times; text, hardly 100 times. */
#define MAX_RATIO 300
#define RATIO_FROM (G_GINT64_CONSTANT (256) << 20)

struct _VanityFeedInput
{
  char *name;
  GInputStream *stream;
  GCancellable *cancellable;
  gint64 size; /* of the file, 0 where it is not known */

  guint8 packed[CHUNK]; /* of the file, where it is packed */
  gsize packed_at, packed_end;
  gint64 n_packed; /* read from the file */
  GConverter *unpacker;
  gboolean is_packed, member_done;

  guint8 bytes[CHUNK]; /* unpacked, not yet decoded */
  gsize at, end;
  gint64 n_bytes;
  gboolean begun, at_end;
  GError *failure; /* met when looking ahead, told once the text before is read */

  VanityFeedDecoder decoder;
  char *ahead;
  gsize ahead_at, ahead_end;
};

static VanityFeedInput *
new_input (const char *name, GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  VanityFeedInput *input = g_new0 (VanityFeedInput, 1);

  input->name = g_strdup (name);
  input->stream = stream;
  input->size = size;
  if (cancellable)
    input->cancellable = g_object_ref (cancellable);
  return input;
}

VanityFeedInput *
vanity_feed_input_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  GFileInputStream *stream = vanity_open_file (file, name, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;

  if (!stream)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  return new_input (name, G_INPUT_STREAM (stream), info ? g_file_info_get_size (info) : 0,
                    cancellable);
}

VanityFeedInput *
vanity_feed_input_new (GBytes *bytes, const char *name)
{
  return new_input (name, g_memory_input_stream_new_from_bytes (bytes),
                    (gint64)g_bytes_get_size (bytes), NULL);
}

void
vanity_feed_input_free (VanityFeedInput *input)
{
  if (!input)
    return;
  vanity_feed_decoder_clear (&input->decoder);
  g_clear_object (&input->stream);
  g_clear_object (&input->unpacker);
  g_clear_object (&input->cancellable);
  g_clear_error (&input->failure);
  g_free (input->ahead);
  g_free (input->name);
  g_free (input);
}

static gboolean
read_file (VanityFeedInput *input, guint8 *to, gsize room, gsize *n, GError **error)
{
  GError *cause = NULL;

  if (!g_input_stream_read_all (input->stream, to, room, n, input->cancellable, &cause))
    {
      vanity_set_read_error (error, input->name, cause);
      return FALSE;
    }
  input->n_packed += (gint64)*n;
  return TRUE;
}

static gboolean
check_size (VanityFeedInput *input, GError **error)
{
  if (input->n_bytes > VANITY_FEED_MAX_BYTES
      || (input->is_packed && input->n_bytes > RATIO_FROM
          && input->n_bytes / MAX_RATIO > input->n_packed))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("“%s” holds more than is read: %lld MiB so far"), input->name,
                   (long long)(input->n_bytes >> 20));
      return FALSE;
    }
  return TRUE;
}

/* A file may be several packed ones, one after the other. */
static gboolean
begin_member (VanityFeedInput *input)
{
  const guint8 *p = input->packed + input->packed_at;

  if (input->packed_end - input->packed_at < 2 || p[0] != 0x1f || p[1] != 0x8b)
    return FALSE;
  g_converter_reset (input->unpacker);
  input->member_done = FALSE;
  return TRUE;
}

static gboolean
fill_packed (VanityFeedInput *input, gboolean *file_ends, GError **error)
{
  gsize left = input->packed_end - input->packed_at, n;

  memmove (input->packed, input->packed + input->packed_at, left);
  input->packed_at = 0;
  input->packed_end = left;
  if (!read_file (input, input->packed + left, CHUNK - left, &n, error))
    return FALSE;
  input->packed_end += n;
  *file_ends = n < CHUNK - left;
  return TRUE;
}

static gboolean
unpack (VanityFeedInput *input, guint8 *to, gsize room, gsize *n, GError **error)
{
  gboolean file_ends = FALSE;

  *n = 0;
  while (*n == 0)
    {
      gsize used = 0, written = 0;
      GError *cause = NULL;

      if (input->packed_end - input->packed_at < CHUNK / 2
          && !fill_packed (input, &file_ends, error))
        return FALSE;
      /* What follows the last one, such as a tape's zeros, is nothing. */
      if (input->member_done && !begin_member (input))
        return TRUE;

      GConverterResult result = g_converter_convert (
          input->unpacker, input->packed + input->packed_at, input->packed_end - input->packed_at,
          to, room, file_ends ? G_CONVERTER_INPUT_AT_END : 0, &used, &written, &cause);

      if (result == G_CONVERTER_ERROR)
        {
          gboolean cut = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
          g_error_free (cause);
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       cut ? _ ("“%s” is cut off: its packing does not end")
                           : _ ("“%s” is damaged: it cannot be unpacked any further"),
                       input->name);
          return FALSE;
        }
      input->packed_at += used;
      input->member_done = result == G_CONVERTER_FINISHED;
      *n = written;
    }
  return TRUE;
}

/* More into `bytes`, behind what is still there. */
static gboolean
fill (VanityFeedInput *input, GError **error)
{
  gsize left = input->end - input->at, n;

  memmove (input->bytes, input->bytes + input->at, left);
  input->at = 0;
  input->end = left;
  if (input->is_packed)
    {
      if (!unpack (input, input->bytes + left, CHUNK - left, &n, error))
        return FALSE;
    }
  else if (!read_file (input, input->bytes + left, CHUNK - left, &n, error))
    return FALSE;
  input->end += n;
  input->n_bytes += (gint64)n;
  input->at_end = n == 0;
  return check_size (input, error);
}

static gboolean
begin (VanityFeedInput *input, GError **error)
{
  input->begun = TRUE;
  if (!fill (input, error))
    return FALSE;
  if (input->end >= 2 && input->bytes[0] == 0x1f && input->bytes[1] == 0x8b)
    {
      memcpy (input->packed, input->bytes, input->end);
      input->packed_end = input->end;
      input->end = 0;
      input->n_bytes = 0;
      input->is_packed = TRUE;
      input->unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      if (!fill (input, error))
        return FALSE;
    }
  /* What is unpacked comes in pieces of any size; the first must do to tell the encoding. */
  while (!input->at_end && input->end < CHUNK / 2)
    if (!fill (input, input->end > 0 ? &input->failure : error))
      {
        if (input->end == 0)
          return FALSE;
        break;
      }
  input->at = vanity_feed_decoder_begin (&input->decoder, input->bytes, input->end);
  return TRUE;
}

static gssize
read_text (VanityFeedInput *input, char *buffer, gsize size, GError **error)
{
  if (!input->begun && !begin (input, error))
    return -1;
  while (TRUE)
    {
      gsize used = 0, n = 0;

      if (input->at < input->end)
        n = vanity_feed_decoder_run (&input->decoder, input->bytes + input->at,
                                     input->end - input->at, input->at_end, buffer, size, &used);
      input->at += used;
      if (n > 0)
        return (gssize)n;
      if (input->failure)
        {
          g_propagate_error (error, g_steal_pointer (&input->failure));
          return -1;
        }
      if (input->at_end)
        return 0;
      if (g_cancellable_set_error_if_cancelled (input->cancellable, error) || !fill (input, error))
        return -1;
    }
}

gboolean
vanity_feed_input_peek (VanityFeedInput *input, const char **text, gsize *size, GError **error)
{
  if (!input->ahead)
    {
      input->ahead = g_malloc (AHEAD + 1);
      while (AHEAD - input->ahead_end >= 1024)
        {
          GError *cause = NULL;
          gssize n = read_text (input, input->ahead + input->ahead_end, AHEAD - input->ahead_end,
                                &cause);
          if (n < 0 && input->ahead_end == 0)
            {
              g_propagate_error (error, cause);
              g_clear_pointer (&input->ahead, g_free);
              return FALSE;
            }
          if (n < 0)
            input->failure = cause;
          if (n <= 0)
            break;
          input->ahead_end += (gsize)n;
        }
      input->ahead[input->ahead_end] = '\0';
    }
  *text = input->ahead + input->ahead_at;
  *size = input->ahead_end - input->ahead_at;
  return TRUE;
}

gssize
vanity_feed_input_read (VanityFeedInput *input, char *buffer, gsize size, GError **error)
{
  g_return_val_if_fail (size >= 16, -1);
  if (input->ahead_at < input->ahead_end)
    {
      gsize n = MIN (size, input->ahead_end - input->ahead_at);
      const char *from = input->ahead + input->ahead_at;

      /* Whole characters. */
      while (n < input->ahead_end - input->ahead_at && ((guint8)from[n] & 0xc0) == 0x80)
        n--;
      memcpy (buffer, from, n);
      input->ahead_at += n;
      return (gssize)n;
    }
  return read_text (input, buffer, size, error);
}

const char *
vanity_feed_input_get_name (VanityFeedInput *input)
{
  return input->name;
}

const char *
vanity_feed_input_get_encoding (VanityFeedInput *input)
{
  static const char *const names[] = {
    [VANITY_FEED_ASCII] = "ASCII",
    [VANITY_FEED_UTF8] = "UTF-8",
    [VANITY_FEED_UTF16LE] = "UTF-16LE",
    [VANITY_FEED_UTF16BE] = "UTF-16BE",
    [VANITY_FEED_WINDOWS_1252] = "Windows-1252",
  };

  return input->decoder.charset ? input->decoder.charset : names[input->decoder.encoding];
}

gboolean
vanity_feed_input_is_packed (VanityFeedInput *input)
{
  return input->is_packed;
}

double
vanity_feed_input_get_share (VanityFeedInput *input)
{
  return input->size > 0 ? CLAMP ((double)input->n_packed / (double)input->size, 0, 1) : 0;
}

const VanityFeedMending *
vanity_feed_input_get_mending (VanityFeedInput *input)
{
  return &input->decoder.mending;
}
