#include "tests/ui/pseudo-words.h"

#include <string.h>

#define MAGIC 0x950412deU
#define HEADER                                                                                     \
  "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"

static const char plain[] = "aAeEiIoOuUnNcCyY";
static const char *const accented[]
    = { "á", "Á", "é", "É", "í", "Í", "ö", "Ö", "ü", "Ü", "ñ", "Ñ", "ç", "Ç", "ý", "Ý" };

/* How long the thing is that must stay as it is: %s, %1$d, %'.2f, {name}, <b>, &amp;. */
static gsize
measure_kept (const char *text)
{
  if (*text == '%')
    {
      gsize n = 1 + strspn (text + 1, "0123456789$-+ #'.*lhzjt");

      return text[n] != '\0' ? n + 1 : n;
    }
  if (*text == '<' && strchr (text, '>') != NULL)
    return (gsize)(strchr (text, '>') - text) + 1;
  if (*text == '&' && strchr (text, ';') != NULL)
    return (gsize)(strchr (text, ';') - text) + 1;

  return 0;
}

char *
pseudo_words_of (const char *text)
{
  GString *words = g_string_new ("[");
  gsize longer = (strlen (text) * 2 + 4) / 5;

  for (const char *at = text; *at != '\0';)
    {
      gsize kept = measure_kept (at);
      const char *letter = kept == 0 ? strchr (plain, *at) : NULL;

      if (kept > 0)
        g_string_append_len (words, at, (gssize)kept);
      else if (letter != NULL)
        g_string_append (words, accented[letter - plain]);
      else
        g_string_append_c (words, *at);
      at += MAX (kept, 1);
    }
  for (gsize i = 0; i < longer; i++)
    g_string_append_c (words, i % 8 == 7 ? ' ' : '~');
  g_string_append_c (words, ']');

  return g_string_free (words, FALSE);
}

/* The text after its context; both numbers of a plural. */
static GString *
translate (const char *id, gsize size)
{
  GString *words = g_string_new (NULL);
  const char *context = memchr (id, '\004', size);
  const char *at = context != NULL ? context + 1 : id;

  if (size == 0)
    return g_string_append (words, HEADER);

  while (at <= id + size)
    {
      g_autofree char *part = pseudo_words_of (at);

      g_string_append_len (words, part, (gssize)strlen (part) + 1);
      at += strlen (at) + 1;
    }
  g_string_truncate (words, words->len - 1);

  return words;
}

static guint32
get_word (const char *bytes, gsize offset)
{
  guint32 word;

  memcpy (&word, bytes + offset, sizeof word);

  return word;
}

gboolean
pseudo_words_write (const char *from, const char *folder, const char *language)
{
  g_autofree char *bytes = NULL;
  g_autofree char *place = g_build_filename (folder, language, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (place, "vanity.mo", NULL);
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 n, ids, head[7];
  gsize size;

  if (!g_file_get_contents (from, &bytes, &size, NULL) || size < 28 || get_word (bytes, 0) != MAGIC)
    return FALSE;

  n = get_word (bytes, 8);
  ids = get_word (bytes, 12);
  memcpy (head, (guint32[]){ MAGIC, 0, n, 28, 28 + 8 * n, 0, 28 + 16 * n }, sizeof head);
  g_byte_array_append (out, (const guint8 *)head, sizeof head);
  for (int pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < n; i++)
      {
        gsize length = get_word (bytes, ids + 8 * i);
        const char *id = bytes + get_word (bytes, ids + 8 * i + 4);
        g_autoptr (GString) words
            = pass == 0 ? g_string_new_len (id, (gssize)length) : translate (id, length);
        guint32 entry[2] = { (guint32)words->len, 28 + 16 * n + (guint32)texts->len };

        g_byte_array_append (out, (const guint8 *)entry, sizeof entry);
        g_string_append_len (texts, words->str, (gssize)words->len + 1);
      }
  g_byte_array_append (out, (const guint8 *)texts->str, (guint)texts->len);

  return g_mkdir_with_parents (place, 0700) == 0
         && g_file_set_contents (path, (const char *)out->data, (gssize)out->len, NULL);
}
