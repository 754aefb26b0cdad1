#include "catalogue/text.h"

#include <string.h>

static gboolean
is_plain (const char *text)
{
  for (; *text; text++)
    if (*(const guint8 *)text >= 0x80)
      return FALSE;
  return TRUE;
}

static char *
fold_ascii (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  char *end = folded;

  for (; *text; text++)
    if (g_ascii_isalnum (*text))
      *end++ = g_ascii_tolower (*text);
    else if (end > folded && end[-1] != ' ')
      *end++ = ' ';
  if (end > folded && end[-1] == ' ')
    end--;
  *end = '\0';
  return folded;
}

/* Letters that are no decomposition of others, as people write them without a keyboard for them. */
static const char *
find_plain_letter (gunichar c)
{
  switch (c)
    {
    case 0x00f8:
      return "o"; /* ø */
    case 0x0111:
      return "d"; /* đ */
    case 0x0131:
      return "i"; /* ı */
    case 0x0142:
      return "l"; /* ł */
    case 0x00e6:
      return "ae"; /* æ */
    case 0x0153:
      return "oe"; /* œ */
    default:
      return NULL;
    }
}

char *
vanity_text_fold (const char *text)
{
  if (is_plain (text))
    return fold_ascii (text);

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  /* Decomposing may bring capitals back: ℡ is TEL. */
  g_autofree char *again = g_utf8_casefold (apart, -1);
  GString *folded = g_string_sized_new (strlen (again));

  for (const char *at = again; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      const char *plain = find_plain_letter (c);

      if (plain != NULL)
        g_string_append (folded, plain);
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, c);
      else if (!g_unichar_ismark (c) && folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

/* Scripts that are written without spaces. */
static gboolean
is_unspaced (gunichar c)
{
  if (c < 0x0e00)
    return FALSE;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_word (GString *words, const char *start, gsize length)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append_len (words, start, (gssize)length);
}

/* A run without spaces: its pairs. Alone, or where `singles` asks, its characters. */
static void
append_pairs (GString *words, const char *start, const char *end, gboolean singles)
{
  for (const char *at = start; at < end; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);

      if (singles || (at == start && next >= end))
        append_word (words, at, (gsize)(next - at));
      if (next < end)
        append_word (words, at, (gsize)(g_utf8_next_char (next) - at));
    }
}

void
vanity_text_append_words (GString *words, const char *folded, gboolean singles)
{
  const char *at = folded;

  if (is_plain (folded))
    {
      if (*folded)
        append_word (words, folded, strlen (folded));
      return;
    }
  while (*at)
    {
      const char *start = at;
      gboolean unspaced = is_unspaced (g_utf8_get_char (at));

      if (*at == ' ')
        {
          at++;
          continue;
        }
      while (*at && *at != ' ' && is_unspaced (g_utf8_get_char (at)) == unspaced)
        at = g_utf8_next_char (at);
      if (unspaced)
        append_pairs (words, start, at, singles);
      else
        append_word (words, start, (gsize)(at - start));
    }
}

gboolean
vanity_text_has_words (const char *words, char *const *wanted)
{
  for (char *const *word = wanted; *word != NULL; word++)
    {
      g_autofree char *begin = g_strconcat (" ", *word, NULL);

      if (strstr (words, begin) == NULL)
        return FALSE;
    }
  return TRUE;
}
