#include "catalogue/color-words.h"

#include "base/error.h"
#include "catalogue/color-words-table.h"

#include <stdlib.h>
#include <string.h>

/* Longer than any word there is. */
#define WORD_MOST 32

static int
compare_word (const void *key, const void *row)
{
  /* Both kinds of rows begin with their word. */
  return strcmp (key, *(const char *const *)row);
}

/* The word without its number, and the number: 0 to 100, or -1 for none. FALSE for what is no
 * number that X11 has. */
static gboolean
part_number (const char *text, char word[WORD_MOST], int *number)
{
  gsize n = strlen (text), letters = n;

  if (n == 0 || n >= WORD_MOST)
    return FALSE;
  while (letters > 0 && g_ascii_isdigit (text[letters - 1]))
    letters--;
  if (n - letters > 3 || (n - letters > 1 && text[letters] == '0'))
    return FALSE;
  for (gsize i = 0; i < letters; i++)
    {
      if (!g_ascii_isalpha (text[i]))
        return FALSE;
      word[i] = g_ascii_tolower (text[i]);
    }
  word[letters] = '\0';
  *number = n > letters ? atoi (text + letters) : -1;
  return TRUE;
}

gboolean
vanity_color_find_word (const char *text, guint32 *rgb)
{
  char word[WORD_MOST];
  const Numbered *many;
  const Word *one;
  int number, half;
  char *grey;

  g_return_val_if_fail (text != NULL, FALSE);
  if (!part_number (text, word, &number))
    return FALSE;
  if (number < 0)
    {
      one = bsearch (word, words, G_N_ELEMENTS (words), sizeof *words, compare_word);
      if (one != NULL)
        *rgb = one->rgb;
      return one != NULL;
    }
  grey = strstr (word, "grey");
  if (grey != NULL)
    grey[2] = 'a';
  if (strcmp (word, "gray") == 0)
    {
      if (number > 100)
        return FALSE;
      /* X11 takes the halves of 50 and 90 down and the others up. */
      half = number == 50 || number == 90 ? 49 : 50;
      *rgb = (guint32)((number * 255 + half) / 100) * 0x010101;
      return TRUE;
    }
  many = bsearch (word, numbered, G_N_ELEMENTS (numbered), sizeof *numbered, compare_word);
  if (many == NULL || number < 1 || number > 4)
    return FALSE;
  *rgb = many->rgb[number - 1];
  return TRUE;
}

static gboolean
refuse (const char *text, gsize n, const char *rule, GError **error)
{
  /* A cell can hold a whole page. */
  g_autofree char *part = g_strndup (text, MIN (n, 40));
  g_autofree char *valid = g_utf8_make_valid (part, -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "“%s%s” is no colour: %s", valid,
               n > 40 ? "…" : "", rule);
  return FALSE;
}

static gboolean
read_digits (const char *text, gsize n, guint32 *value)
{
  *value = 0;
  for (gsize i = 0; i < n; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      *value = *value << 4 | (guint32)digit;
    }
  return n > 0;
}

static const char *const invisible = "it lets everything through";

/* What is after the #. */
static gboolean
read_hash (const char *text, gsize n, guint32 *rgb, GError **error)
{
  guint32 value = 0;

  if (n > 8 || !read_digits (text + 1, n - 1, &value))
    {
      if (n - 1 != 8 || !read_digits (text + 1, 8, &value))
        return refuse (text, n, "after # come 3, 4, 6 or 8 hexadecimal digits", error);
    }
  switch (n - 1)
    {
    case 8:
      if ((value & 0xff) == 0)
        return refuse (text, n, invisible, error);
      *rgb = value >> 8;
      return TRUE;
    case 6:
      *rgb = value;
      return TRUE;
    case 4:
      if ((value & 0xf) == 0)
        return refuse (text, n, invisible, error);
      value >>= 4;
      break;
    case 3:
      break;
    default:
      return refuse (text, n, "after # come 3, 4, 6 or 8 hexadecimal digits", error);
    }
  *rgb = ((value & 0xf00) << 8 | (value & 0xf0) << 4 | (value & 0xf)) * 0x11;
  return TRUE;
}

/* One number of rgb(…) and what ends it; a percentage is of `whole`. Plain decimals only: strtod
 * knows “inf”, “nan” and 0x too. */
static gboolean
read_channel (const char **at, double whole, double *value)
{
  const char *text = *at;
  gsize digits = strspn (text, "0123456789."), before = strcspn (text, ".");

  if (digits == 0 || digits > 12 || (before + 1 == digits && digits == 1)
      || (before < digits && memchr (text + before + 1, '.', digits - before - 1) != NULL))
    return FALSE;
  *value = g_ascii_strtod (text, NULL);
  text += digits;
  if (*text == '%')
    {
      *value = *value * whole / 100;
      text++;
    }
  *at = text;
  return *value <= whole;
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " \t\r\n\f");
}

/* rgb(R, G, B), rgb(R G B), rgba(R, G, B, A), rgb(R G B / A); `n` to the closing parenthesis. */
static gboolean
read_function (const char *text, gsize n, guint32 *rgb, GError **error)
{
  static const char *const rule = "rgb(…) has three numbers from 0 to 255, or percentages";
  g_autofree char *copy = g_strndup (text, n - 1);
  const char *at = strchr (copy, '(') + 1;
  double value[4] = { 0, 0, 0, 1 };
  int count = 0;

  for (at = skip_blanks (at); *at != '\0'; at = skip_blanks (at))
    {
      if (count == 4 || !read_channel (&at, count == 3 ? 1 : 255, &value[count]))
        return refuse (text, n, rule, error);
      count++;
      at = skip_blanks (at);
      if (*at == (count == 3 && strchr (copy, ',') == NULL ? '/' : ',') && count < 4)
        {
          at = skip_blanks (at + 1);
          if (*at == '\0')
            return refuse (text, n, rule, error);
        }
    }
  if (count < 3)
    return refuse (text, n, rule, error);
  if (value[3] <= 0)
    return refuse (text, n, invisible, error);
  *rgb = (guint32)(value[0] + 0.5) << 16 | (guint32)(value[1] + 0.5) << 8
         | (guint32)(value[2] + 0.5);
  return TRUE;
}

/* Six digits, or a colour word whose parts may be written apart. */
static gboolean
read_bare (const char *text, gsize n, guint32 *rgb, GError **error)
{
  char word[WORD_MOST];
  gsize letters = 0;

  if (n == 8 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')
      && read_digits (text + 2, 6, rgb))
    return TRUE;
  if (n == 6 && read_digits (text, 6, rgb))
    return TRUE;
  for (gsize i = 0; i < n && letters < WORD_MOST; i++)
    if (!g_ascii_isspace (text[i]) && text[i] != '-' && text[i] != '_')
      word[letters++] = text[i];
  if (letters < WORD_MOST)
    {
      word[letters] = '\0';
      if (vanity_color_find_word (word, rgb))
        return TRUE;
    }
  return refuse (text, n,
                 "it is neither # with 3, 4, 6 or 8 hexadecimal digits, nor 6 of them, nor rgb(…), "
                 "nor a colour word of CSS or X11",
                 error);
}

/* Where the colour that begins at `text` ends. */
static const char *
find_end (const char *text)
{
  const char *end;

  if (*text == '#')
    return text + strcspn (text, ",;/|+ \t\r\n\f\"'");
  if (g_ascii_strncasecmp (text, "rgb(", 4) == 0 || g_ascii_strncasecmp (text, "rgba(", 5) == 0)
    {
      end = strchr (text, ')');
      return end != NULL ? end + 1 : text + strlen (text);
    }
  return text + strcspn (text, ",;/|+#\"'");
}

static gboolean
read_one (const char *text, gsize n, guint32 *rgb, GError **error)
{
  if (*text == '#')
    return read_hash (text, n, rgb, error);
  if (memchr (text, '(', n) != NULL)
    {
      if (g_ascii_strncasecmp (text, "rgb", 3) != 0 || text[n - 1] != ')')
        return refuse (text, n, "of functions only rgb(…) and rgba(…) are read", error);
      return read_function (text, n, rgb, error);
    }
  while (n > 0 && g_ascii_isspace (text[n - 1]))
    n--;
  return read_bare (text, n, rgb, error);
}

gboolean
vanity_color_read (const char *text, GArray *colors, GError **error)
{
  static const char *const between = " \t\r\n\f\v\"'";
  guint before = colors->len;
  const char *at;

  g_return_val_if_fail (text != NULL && colors != NULL, FALSE);
  for (at = text + strspn (text, between); *at != '\0'; at += strspn (at, between))
    {
      const char *end = find_end (at);
      guint32 rgb;

      if (end == at)
        {
          refuse (at, strlen (at), "a colour is missing between two signs that part colours",
                  error);
          goto undo;
        }
      if (!read_one (at, (gsize)(end - at), &rgb, error))
        goto undo;
      if (colors->len - before == VANITY_COLOR_MOST)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       "a palette of more than %d colours is not read", VANITY_COLOR_MOST);
          goto undo;
        }
      g_array_append_val (colors, rgb);
      at = end + strspn (end, between);
      /* A sign at the end parts nothing, but is what spreadsheets leave. */
      if (*at != '\0' && strchr (",;/|+", *at) != NULL)
        at++;
    }
  if (colors->len == before)
    return refuse (text, strlen (text), "it is empty", error);
  return TRUE;

undo:
  g_array_set_size (colors, before);
  return FALSE;
}
