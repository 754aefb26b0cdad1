/* Google Merchant Center's product data as RSS 2.0 or Atom 1.0, with its attributes in the
 * namespace http://base.google.com/ns/1.0.
 *
 * What libxml2's push parser meets is taken at once, so that an error further on costs nothing that
 * came before it. Nobody declares entities to it, and nothing is loaded. */
#include "feed/format.h"
#include "feed/mend-entities.h"
#include "feed/merchant.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

#define CHUNK 16384
#define MAX_TEXT (1 << 20) /* of one attribute */

typedef struct
{
  VanityFeedSink *sink;
  xmlParserCtxt *parser;
  GHashTable *known; /* name → VanityFeedColumn */

  int depth, item_depth; /* of what is open; −1 outside of an item */
  GString *text[VANITY_N_FEED_FIELDS];
  const char *name[VANITY_N_FEED_FIELDS];
  int field; /* that text is for, −1 for none */
  gint64 line;

  gboolean stopped; /* the sink wants no more */
  char *trouble;    /* what libxml2 says */
} Feed;

static void
hear_error (void *data, xmlErrorPtr error)
{
  Feed *feed = data;

  if (feed->trouble || error->level < XML_ERR_ERROR || !error->message)
    return;
  feed->trouble = g_utf8_make_valid (error->message, -1);
  g_strstrip (feed->trouble);
}

static void
begin_item (Feed *feed)
{
  feed->item_depth = feed->depth;
  feed->field = -1;
  feed->line = xmlSAX2GetLineNumber (feed->parser);
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    {
      g_string_truncate (feed->text[i], 0);
      feed->name[i] = NULL;
    }
}

static void
end_item (Feed *feed)
{
  VanityFeedRow row = { .line = feed->line };

  feed->item_depth = -1;
  if (vanity_feed_sink_begin (feed->sink))
    {
      for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
        {
          row.text[i] = feed->name[i] ? feed->text[i]->str : NULL;
          row.name[i] = feed->name[i];
        }
      vanity_feed_sink_take (feed->sink, &row);
    }
  if (!vanity_feed_sink_end (feed->sink))
    {
      feed->stopped = TRUE;
      xmlStopParser (feed->parser);
    }
}

/* An attribute that was told before is not told again. Atom's link has its address beside it, in
 * `attributes`, five strings each. */
static void
begin_attribute (Feed *feed, const char *name, int n_attributes, const xmlChar **attributes)
{
  const VanityFeedColumn *known = g_hash_table_lookup (feed->known, name);

  feed->field = known && feed->text[known->field]->len == 0 ? (int)known->field : -1;
  if (feed->field < 0)
    return;
  feed->name[feed->field] = known->name;
  for (int i = 0; i < n_attributes && known->field == VANITY_FEED_LINK; i++)
    if (g_str_equal (attributes[5 * i], "href"))
      g_string_append_len (feed->text[feed->field], (const char *)attributes[5 * i + 3],
                           attributes[5 * i + 4] - attributes[5 * i + 3]);
}

static void
begin_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
               int n_spaces, const xmlChar **spaces, int n_attributes, int n_defaulted,
               const xmlChar **attributes)
{
  Feed *feed = data;

  if (feed->item_depth < 0 && (g_str_equal (name, "item") || g_str_equal (name, "entry")))
    begin_item (feed);
  else if (feed->item_depth >= 0 && feed->depth == feed->item_depth + 1)
    begin_attribute (feed, (const char *)name, n_attributes, attributes);
  feed->depth++;
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  Feed *feed = data;

  feed->depth--;
  if (feed->item_depth < 0)
    return;
  if (feed->depth == feed->item_depth + 1)
    feed->field = -1;
  else if (feed->depth == feed->item_depth)
    end_item (feed);
}

static void
add_text (void *data, const xmlChar *value, int size)
{
  Feed *feed = data;
  GString *text = feed->item_depth >= 0 && feed->depth == feed->item_depth + 2 && feed->field >= 0
                      ? feed->text[feed->field]
                      : NULL;

  if (text && text->len < MAX_TEXT)
    g_string_append_len (text, (const char *)value, size);
}

static gboolean
parse (Feed *feed, VanityFeedInput *input, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK + 64);
  g_autoptr (GString) mended = g_string_new (NULL);
  gboolean ended = FALSE;
  gsize left = 0;

  while (!ended && !feed->stopped)
    {
      gssize got = vanity_feed_input_read (input, chunk + left, CHUNK, error);
      gsize used;

      if (got < 0)
        return FALSE;
      ended = got == 0;
      g_string_truncate (mended, 0);
      used = vanity_feed_mend_entities (chunk, left + (gsize)got, ended, mended);
      left = left + (gsize)got - used;
      memmove (chunk, chunk + used, left);
      if (xmlParseChunk (feed->parser, mended->str, (int)mended->len, ended) != 0 && !feed->stopped)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       _ ("“%s” is no whole XML: near line %d, %s"),
                       vanity_feed_input_get_name (input), xmlSAX2GetLineNumber (feed->parser),
                       feed->trouble ? feed->trouble : _ ("it cannot be read on"));
          return FALSE;
        }
    }
  return !feed->stopped;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = begin_element,
    .endElementNs = end_element,
    .characters = add_text,
    .cdataBlock = add_text,
    .serror = hear_error,
  };
  Feed feed = { .sink = sink, .item_depth = -1, .field = -1 };
  gboolean good;

  xmlInitParser ();
  feed.known = g_hash_table_new (g_str_hash, g_str_equal);
  for (const VanityFeedColumn *known = vanity_feed_merchant_attributes; known->name; known++)
    g_hash_table_insert (feed.known, (gpointer)known->name, (gpointer)known);
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    feed.text[i] = g_string_new (NULL);
  feed.parser = xmlCreatePushParserCtxt (&handler, &feed, NULL, 0, NULL);
  /* What comes is UTF-8, whatever the declaration says that it was. */
  xmlCtxtUseOptions (feed.parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  good = parse (&feed, input, error);
  if (feed.parser->myDoc)
    xmlFreeDoc (feed.parser->myDoc);
  xmlFreeParserCtxt (feed.parser);
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    g_string_free (feed.text[i], TRUE);
  g_hash_table_unref (feed.known);
  g_free (feed.trouble);
  return good;
}

static int
sniff (const char *text, gsize size)
{
  while (g_ascii_isspace (*text))
    text++;
  if (*text != '<')
    return 0;
  if (strstr (text, "http://base.google.com/ns/1.0"))
    return 95;
  if (strstr (text, "<rss") || strstr (text, "<feed"))
    return 75;
  return g_str_has_prefix (text, "<?xml") ? 20 : 0;
}

const VanityFeedFormat vanity_feed_merchant_xml = {
  .id = "merchant-xml",
  .label = N_ ("Google Merchant feed, RSS or Atom"),
  .sniff = sniff,
  .read = read_feed,
};
