/* schema.org products in the scripts of a saved page. */
#include "feed/format.h"
#include "feed/product-tree.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 << 10)
#define MAX_TAG 4096

typedef struct
{
  VanityFeedInput *input;
  GString *text; /* read, not yet passed over */
  gint64 line;   /* where it begins */
  gboolean at_end;
} Page;

static gboolean
read_on (Page *page, GError **error)
{
  gsize old = page->text->len;
  gssize n;

  g_string_set_size (page->text, old + CHUNK);
  n = vanity_feed_input_read (page->input, page->text->str + old, CHUNK, error);
  g_string_set_size (page->text, old + (gsize)MAX (n, 0));
  page->at_end = n == 0;
  return n >= 0;
}

static void
pass_over (Page *page, gsize size)
{
  for (gsize i = 0; i < size; i++)
    page->line += page->text->str[i] == '\n';
  g_string_erase (page->text, 0, (gssize)size);
}

/* Where `what` (lower case) begins, from `from` on, in any case; −1 where it does not. */
static gssize
find (const Page *page, gsize from, const char *what)
{
  gsize size = strlen (what);
  const char *p = page->text->str + from, *end = page->text->str + page->text->len;

  while ((p = memchr (p, '<', (gsize)(end - p))) != NULL)
    {
      if ((gsize)(end - p) >= size && g_ascii_strncasecmp (p, what, size) == 0)
        return p - page->text->str;
      p++;
    }
  return -1;
}

/* Reads on until `what` is there; gives up beyond `most` bytes. −2 on an error. */
static gssize
read_until (Page *page, gsize from, const char *what, gsize most, GError **error)
{
  gsize looked = from;

  while (TRUE)
    {
      gssize at = find (page, looked, what);

      if (at >= 0 || page->at_end || page->text->len > most)
        return at;
      /* Its beginning may be there already. */
      looked = MAX (from, page->text->len > 16 ? page->text->len - 16 : 0);
      if (!read_on (page, error))
        return -2;
    }
}

/* Whether the tag at the beginning says that the script holds JSON-LD; `*size` gets the tag's. */
static gboolean
is_json_ld (const Page *page, gsize *size)
{
  gsize n = MIN (page->text->len, MAX_TAG);
  const char *end = memchr (page->text->str, '>', n);
  g_autofree char *tag = NULL;

  *size = end ? (gsize)(end - page->text->str) + 1 : n;
  tag = g_ascii_strdown (page->text->str, (gssize)*size);
  return end && strstr (tag, "application/ld+json");
}

/* Old pages hide a script's text in a comment or a section of its own. */
static void
trim (const char **text, gsize *size)
{
  while (*size > 0 && **text != '{' && **text != '[')
    {
      (*text)++;
      (*size)--;
    }
  while (*size > 0 && (*text)[*size - 1] != '}' && (*text)[*size - 1] != ']')
    (*size)--;
}

static void
take_script (Page *page, gsize size, VanityFeedSink *sink)
{
  const char *text = page->text->str;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!vanity_feed_sink_begin (sink))
    return;
  trim (&text, &size);
  if (size == 0)
    return;
  node = vanity_feed_value_parse (text, size, &cause);
  if (!node)
    {
      g_autofree char *excerpt = g_strndup (text, MIN (size, 200));
      vanity_feed_sink_refuse (sink,
                               g_error_matches (cause, VANITY_ERROR, VANITY_ERROR_LIMIT)
                                   ? VANITY_FEED_RULE_DEPTH
                                   : VANITY_FEED_RULE_RECORD,
                               page->line, "", excerpt);
      return;
    }
  vanity_feed_product_tree_take (node, page->line, kept, sink);
}

/* One script; `*ends` where there is none any more. */
static gboolean
read_script (Page *page, VanityFeedSink *sink, gboolean *ends, GError **error)
{
  gssize at = read_until (page, 0, "<script", CHUNK, error);
  gsize tag;

  if (at == -2)
    return FALSE;
  if (at < 0)
    {
      *ends = page->at_end;
      if (page->text->len > 16)
        pass_over (page, page->text->len - 16);
      return TRUE;
    }
  pass_over (page, (gsize)at);
  while (!page->at_end && page->text->len < MAX_TAG)
    if (!read_on (page, error))
      return FALSE;
  if (!is_json_ld (page, &tag))
    {
      pass_over (page, tag);
      return TRUE;
    }
  pass_over (page, tag);
  at = read_until (page, 0, "</script", VANITY_FEED_MAX_VALUE, error);
  if (at == -2)
    return FALSE;
  if (at < 0 && page->at_end)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” ends in the middle of line %lld"),
                   vanity_feed_input_get_name (page->input), (long long)page->line);
      return FALSE;
    }
  if (at < 0)
    {
      if (vanity_feed_sink_begin (sink))
        vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_LENGTH, page->line, "", NULL);
      pass_over (page, page->text->len - 16);
      return TRUE;
    }
  take_script (page, (gsize)at, sink);
  pass_over (page, (gsize)at);
  return vanity_feed_sink_end (sink);
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  Page page = { .input = input, .text = g_string_new (NULL), .line = 1 };
  gboolean ends = FALSE, good = TRUE;

  while (good && !ends)
    good = read_script (&page, sink, &ends, error);
  g_string_free (page.text, TRUE);
  return good;
}

static int
sniff (const char *text, gsize size)
{
  g_autofree char *head = NULL;

  if (!vanity_feed_records_begin_with (text, '<'))
    return 0;
  head = g_ascii_strdown (text, (gssize)size);
  return strstr (head, "<html") || strstr (head, "<!doctype html") ? 80
         : strstr (head, "application/ld+json")                    ? 70
                                                                   : 0;
}

const VanityFeedFormat vanity_feed_json_ld_page = {
  .id = "html",
  .label = N_ ("schema.org, in a saved page"),
  .sniff = sniff,
  .read = read_feed,
};
