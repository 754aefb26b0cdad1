/* Google Merchant Center's product data as RSS 2.0 or Atom 1.0, with its attributes in the
 * namespace http://base.google.com/ns/1.0. Entities are neither fetched nor replaced, nothing is
 * loaded. */
#include "feed/format.h"
#include "feed/merchant.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#define CHUNK 16384
#define MAX_TEXT (1 << 20) /* of one attribute */

typedef struct
{
  VanityFeedInput *input;
  VanityFeedSink *sink;
  char chunk[CHUNK];
  gsize at, end;
  xmlTextReader *reader;
  GHashTable *known; /* name → field + 1 */

  int item_depth; /* −1 outside of an item */
  GString *text[VANITY_N_FEED_FIELDS];
  const char *name[VANITY_N_FEED_FIELDS];
  int field; /* that text is for, −1 for none */
  gint64 line;

  GError *failure; /* of the input */
  char *trouble;   /* what libxml2 says */
} Feed;

/* libxml2 may ask for less than a character takes. */
static int
read_input (void *context, char *buffer, int size)
{
  Feed *feed = context;
  gsize n;

  if (feed->failure)
    return -1;
  if (feed->at == feed->end)
    {
      gssize got = vanity_feed_input_read (feed->input, feed->chunk, CHUNK, &feed->failure);

      if (got <= 0)
        return (int)got;
      feed->at = 0;
      feed->end = (gsize)got;
    }
  n = MIN ((gsize)MAX (size, 0), feed->end - feed->at);
  memcpy (buffer, feed->chunk + feed->at, n);
  feed->at += n;
  return (int)n;
}

static void
hear_error (void *context, xmlErrorPtr error)
{
  Feed *feed = context;

  if (feed->trouble || error->level < XML_ERR_ERROR || !error->message)
    return;
  feed->trouble = g_utf8_make_valid (error->message, -1);
  g_strstrip (feed->trouble);
}

/* A line beyond 65,535 is only known of the parser, which may be a little ahead. */
static gint64
get_line (Feed *feed)
{
  xmlNode *node = xmlTextReaderCurrentNode (feed->reader);
  long line = node ? xmlGetLineNo (node) : 0;

  return line > 0 && line < 65535 ? line : xmlTextReaderGetParserLineNumber (feed->reader);
}

static void
begin_item (Feed *feed, int depth)
{
  feed->item_depth = depth;
  feed->field = -1;
  feed->line = get_line (feed);
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    {
      g_string_truncate (feed->text[i], 0);
      feed->name[i] = NULL;
    }
}

static gboolean
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
  return vanity_feed_sink_end (feed->sink);
}

/* An attribute that was told before is not told again. */
static void
begin_attribute (Feed *feed, const char *name)
{
  const VanityFeedColumn *known = g_hash_table_lookup (feed->known, name);

  feed->field = known && feed->text[known->field]->len == 0 ? (int)known->field : -1;
  if (feed->field < 0)
    return;
  feed->name[feed->field] = known->name;
  /* Atom's link has its address beside it. */
  xmlChar *address = g_str_equal (name, "link")
                         ? xmlTextReaderGetAttribute (feed->reader, (const xmlChar *)"href")
                         : NULL;
  if (address)
    g_string_append (feed->text[feed->field], (const char *)address);
  xmlFree (address);
}

static void
add_text (Feed *feed)
{
  const char *value = (const char *)xmlTextReaderConstValue (feed->reader);
  GString *text = feed->field >= 0 ? feed->text[feed->field] : NULL;

  if (text && value && text->len < MAX_TEXT)
    g_string_append (text, value);
}

static gboolean
take_node (Feed *feed)
{
  int type = xmlTextReaderNodeType (feed->reader), depth = xmlTextReaderDepth (feed->reader);
  const char *name = (const char *)xmlTextReaderConstLocalName (feed->reader);

  if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
      || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
    {
      if (feed->item_depth >= 0 && depth == feed->item_depth + 2)
        add_text (feed);
      return TRUE;
    }
  if (!name)
    return TRUE;
  if (type == XML_READER_TYPE_ELEMENT && feed->item_depth < 0
      && (g_str_equal (name, "item") || g_str_equal (name, "entry")))
    {
      begin_item (feed, depth);
      return xmlTextReaderIsEmptyElement (feed->reader) == 1 ? end_item (feed) : TRUE;
    }
  if (feed->item_depth < 0)
    return TRUE;
  if (type == XML_READER_TYPE_ELEMENT && depth == feed->item_depth + 1)
    begin_attribute (feed, name);
  else if (type == XML_READER_TYPE_END_ELEMENT && depth == feed->item_depth + 1)
    feed->field = -1;
  else if (type == XML_READER_TYPE_END_ELEMENT && depth == feed->item_depth)
    return end_item (feed);
  return TRUE;
}

static gboolean
tell_broken (Feed *feed, GError **error)
{
  if (feed->failure)
    g_propagate_error (error, g_steal_pointer (&feed->failure));
  else
    g_set_error (
        error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is no whole XML: near line %d, %s"),
        vanity_feed_input_get_name (feed->input), xmlTextReaderGetParserLineNumber (feed->reader),
        feed->trouble ? feed->trouble : _ ("it cannot be read on"));
  return FALSE;
}

static gboolean
read_items (Feed *feed, GError **error)
{
  int got;

  while ((got = xmlTextReaderRead (feed->reader)) == 1)
    if (!take_node (feed))
      return FALSE;
  return got == 0 && !feed->failure ? TRUE : tell_broken (feed, error);
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  Feed feed = { .input = input, .sink = sink, .item_depth = -1, .field = -1 };
  gboolean good = FALSE;

  xmlInitParser ();
  feed.known = g_hash_table_new (g_str_hash, g_str_equal);
  for (const VanityFeedColumn *known = vanity_feed_merchant_attributes; known->name; known++)
    g_hash_table_insert (feed.known, (gpointer)known->name, (gpointer)known);
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    feed.text[i] = g_string_new (NULL);
  /* What comes is UTF-8, whatever it was. */
  feed.reader = xmlReaderForIO (read_input, NULL, &feed, NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (feed.reader)
    {
      xmlTextReaderSetStructuredErrorHandler (feed.reader, hear_error, &feed);
      good = read_items (&feed, error);
      xmlFreeTextReader (feed.reader);
    }
  else
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is no XML"),
                 vanity_feed_input_get_name (input));
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    g_string_free (feed.text[i], TRUE);
  g_hash_table_unref (feed.known);
  g_clear_error (&feed.failure);
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
