#include "feed/decoder.h"

#include <errno.h>
#include <string.h>

#define HEAD 1024 /* as far as HTML Living Standard 13.2.3.2 looks for a declaration */

/* WHATWG Encoding Standard, windows-1252: what differs from ISO 8859-1. Five bytes stand for
 * themselves there, as control characters; they are no text. */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

void
vanity_feed_decoder_clear (VanityFeedDecoder *decoder)
{
  if (decoder->charset)
    g_iconv_close (decoder->iconv);
  g_clear_pointer (&decoder->charset, g_free);
}

/* What stands behind `encoding=` or `charset=` in the head of a file of markup. */
static char *
find_declaration (const guint8 *bytes, gsize size)
{
  g_autofree char *head = g_ascii_strdown ((const char *)bytes, (gssize)MIN (size, HEAD));
  gboolean is_xml = g_str_has_prefix (head, "<?xml");
  const char *end = is_xml ? strstr (head, "?>") : NULL;
  const char *at = strstr (head, is_xml ? "encoding=" : "charset=");
  gsize n;

  if (head[0] != '<' || !at || (end && at > end))
    return NULL;
  at = strchr (at, '=') + 1;
  if (*at == '"' || *at == '\'')
    at++;
  n = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789-_.");
  return n > 0 && n <= 40 ? g_strndup (at, n) : NULL;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static void
heed_declaration (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size)
{
  static const char *const latin[]
      = { "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", NULL };
  /* Of these, what the bytes say is the better witness. */
  static const char *const guessed[]
      = { "utf-8",    "utf8",     "us-ascii", "ascii",          "utf-16", "utf16",
          "utf-16le", "utf-16be", "unicode",  "x-user-defined", NULL };
  g_autofree char *name = find_declaration (bytes, size);

  if (!name || is_one_of (name, guessed))
    return;
  if (is_one_of (name, latin))
    {
      decoder->encoding = VANITY_FEED_WINDOWS_1252;
      return;
    }
  GIConv iconv = g_iconv_open ("UTF-8", name);
  if (iconv == (GIConv)-1)
    return;
  decoder->iconv = iconv;
  decoder->charset = g_steal_pointer (&name);
  decoder->encoding = VANITY_FEED_CHARSET;
}

/* Text of any language has blanks, digits and ends of lines, half of which are zeros in UTF-16. */
static gboolean
looks_like_utf16 (const guint8 *bytes, gsize size, gsize zero)
{
  gsize n = MIN (size, HEAD) / 2, n_zeros = 0, n_others = 0;

  for (gsize i = 0; i < n; i++)
    {
      n_zeros += bytes[2 * i + zero] == 0;
      n_others += bytes[2 * i + 1 - zero] == 0;
    }
  return n >= 4 && n_zeros > n / 2 && n_others <= n / 16;
}

gsize
vanity_feed_decoder_begin (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size)
{
  if (size >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      decoder->encoding = VANITY_FEED_UTF8;
      return 3;
    }
  if (size >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    {
      decoder->encoding = VANITY_FEED_UTF16LE;
      return 2;
    }
  if (size >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    {
      decoder->encoding = VANITY_FEED_UTF16BE;
      return 2;
    }
  if (looks_like_utf16 (bytes, size, 1))
    decoder->encoding = VANITY_FEED_UTF16LE;
  else if (looks_like_utf16 (bytes, size, 0))
    decoder->encoding = VANITY_FEED_UTF16BE;
  else
    heed_declaration (decoder, bytes, size);
  return 0;
}

static gint64
count_lines (const char *text, gsize size)
{
  gint64 n = 0;

  for (gsize i = 0; i < size; i++)
    n += text[i] == '\n';
  return n;
}

static void
note_invalid (VanityFeedDecoder *decoder, gint64 line, unsigned unit, int digits)
{
  VanityFeedMending *mending = &decoder->mending;

  if (mending->n_invalid++ > 0)
    return;
  mending->at_invalid = line;
  g_snprintf (mending->first_invalid, sizeof mending->first_invalid, "0x%0*X", digits, unit);
}

/* Written text is looked through once more: control characters become blanks, lines are counted. */
static void
finish (VanityFeedDecoder *decoder, char *out, gsize size)
{
  VanityFeedMending *mending = &decoder->mending;
  unsigned any = 0;

  for (gsize i = 0; i < size; i++)
    {
      guint8 c = (guint8)out[i];
      any |= (c < 32) & (c != '\n') & (c != '\r') & (c != '\t');
      any |= c == 127;
    }
  if (any)
    for (gsize i = 0; i < size; i++)
      {
        guint8 c = (guint8)out[i];

        if ((c >= 32 && c != 127) || c == '\n' || c == '\r' || c == '\t')
          continue;
        if (mending->n_control++ == 0)
          {
            mending->at_control = decoder->n_lines + 1 + count_lines (out, i);
            g_snprintf (mending->first_control, sizeof mending->first_control, "0x%02X", c);
          }
        out[i] = ' ';
      }
  decoder->n_lines += count_lines (out, size);
}

static gsize
put_1252 (guint8 byte, char *out)
{
  gunichar c = byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;

  return (gsize)g_unichar_to_utf8 (c ? c : 0xfffd, out);
}

static gsize
run_1252 (const guint8 *bytes, gsize size, char *out, gsize room, gsize *used)
{
  gsize n = 0, at = 0;

  for (; at < size && n + 4 <= room; at++)
    if (bytes[at] < 0x80)
      out[n++] = (char)bytes[at];
    else
      n += put_1252 (bytes[at], out + n);
  *used = at;
  return n;
}

/* Whether these few last bytes may be the beginning of a character. */
static gboolean
is_begun (const guint8 *bytes, gsize size)
{
  gsize need = bytes[0] >= 0xf0 && bytes[0] <= 0xf4 ? 4
               : bytes[0] >= 0xe0                   ? 3
               : bytes[0] >= 0xc2                   ? 2
                                                    : 1;

  if (bytes[0] > 0xf4 || size >= need)
    return FALSE;
  for (gsize i = 1; i < size; i++)
    if ((bytes[i] & 0xc0) != 0x80)
      return FALSE;
  return TRUE;
}

static gboolean
has_high (const guint8 *bytes, gsize size)
{
  guint8 any = 0;

  for (gsize i = 0; i < size; i++)
    any |= bytes[i];
  return any >= 0x80;
}

static gsize
run_utf8 (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size, gboolean at_end, char *out,
          gsize room, gsize *used)
{
  gsize n = 0, at = 0;

  while (at < size && n + 4 <= room)
    {
      const char *p = (const char *)bytes + at, *end;
      gsize most = MIN (size - at, room - n);

      g_utf8_validate_len (p, most, &end);
      gsize good = (gsize)(end - p);
      if (decoder->encoding == VANITY_FEED_ASCII && has_high (bytes + at, good))
        decoder->encoding = VANITY_FEED_UTF8;
      memcpy (out + n, p, good);
      at += good;
      n += good;
      if (good == most)
        continue;
      if (bytes[at] == 0)
        {
          out[n++] = 0;
          at++;
          continue;
        }
      if (is_begun (bytes + at, most - good))
        {
          /* Cut by the room, or by what has been read so far. */
          if (size - at > most - good || !at_end)
            break;
        }
      if (decoder->encoding == VANITY_FEED_ASCII)
        {
          gsize more;
          decoder->encoding = VANITY_FEED_WINDOWS_1252;
          n += run_1252 (bytes + at, size - at, out + n, room - n, &more);
          at += more;
          break;
        }
      note_invalid (decoder, decoder->n_lines + 1 + count_lines (out, n), bytes[at], 2);
      n += put_1252 (bytes[at++], out + n);
    }
  *used = at;
  return n;
}

static gsize
run_utf16 (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size, gboolean at_end, char *out,
           gsize room, gsize *used)
{
  const int high = decoder->encoding == VANITY_FEED_UTF16LE ? 1 : 0;
  gsize n = 0, at = 0;

  for (; at + 2 <= size && n + 4 <= room;)
    {
      gunichar c = (gunichar)(bytes[at + high] << 8 | bytes[at + 1 - high]);

      if (c >= 0xd800 && c < 0xdc00 && at + 4 > size && !at_end)
        break;
      if (c >= 0xd800 && c < 0xdc00 && at + 4 <= size)
        {
          gunichar low = (gunichar)(bytes[at + 2 + high] << 8 | bytes[at + 3 - high]);
          if (low >= 0xdc00 && low < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
              at += 2;
            }
        }
      if (c >= 0xd800 && c < 0xe000)
        {
          note_invalid (decoder, decoder->n_lines + 1 + count_lines (out, n), c, 4);
          c = 0xfffd;
        }
      at += 2;
      if (c == 0)
        out[n++] = 0;
      else
        n += (gsize)g_unichar_to_utf8 (c, out + n);
    }
  if (at_end && at + 1 == size && n + 4 <= room)
    {
      note_invalid (decoder, decoder->n_lines + 1 + count_lines (out, n), bytes[at], 2);
      n += (gsize)g_unichar_to_utf8 (0xfffd, out + n);
      at++;
    }
  *used = at;
  return n;
}

static gsize
run_charset (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size, gboolean at_end,
             char *out, gsize room, gsize *used)
{
  char *in = (char *)bytes, *to = out;
  gsize left = size, space = room;

  while (left > 0 && space >= 8)
    {
      if (g_iconv (decoder->iconv, &in, &left, &to, &space) != (gsize)-1)
        break;
      if (errno == E2BIG || (errno == EINVAL && !at_end) || space < 8)
        break;
      note_invalid (decoder, decoder->n_lines + 1 + count_lines (out, room - space), (guint8)*in,
                    2);
      int n = g_unichar_to_utf8 (0xfffd, to);
      to += n;
      space -= (gsize)n;
      in++;
      left--;
    }
  *used = size - left;
  return room - space;
}

gsize
vanity_feed_decoder_run (VanityFeedDecoder *decoder, const guint8 *bytes, gsize size,
                         gboolean at_end, char *out, gsize room, gsize *used)
{
  gsize n = 0;

  *used = 0;
  switch (decoder->encoding)
    {
    case VANITY_FEED_ASCII:
    case VANITY_FEED_UTF8:
      n = run_utf8 (decoder, bytes, size, at_end, out, room, used);
      break;
    case VANITY_FEED_UTF16LE:
    case VANITY_FEED_UTF16BE:
      n = run_utf16 (decoder, bytes, size, at_end, out, room, used);
      break;
    case VANITY_FEED_WINDOWS_1252:
      n = run_1252 (bytes, size, out, room, used);
      break;
    case VANITY_FEED_CHARSET:
      n = run_charset (decoder, bytes, size, at_end, out, room, used);
      break;
    }
  finish (decoder, out, n);
  return n;
}
