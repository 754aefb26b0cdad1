#include "feed/format.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

static const VanityFeedFormat *const formats[] = {
  &vanity_feed_merchant_tsv, &vanity_feed_merchant_xml,       &vanity_feed_json_ld,
  &vanity_feed_json_ld_page, &vanity_feed_beauty_facts_jsonl, &vanity_feed_beauty_facts_csv,
  &vanity_feed_makeup_api,   &vanity_feed_series_json,        &vanity_feed_plain_csv,
};

guint
vanity_feed_count_formats (void)
{
  return G_N_ELEMENTS (formats);
}

const char *
vanity_feed_get_format_id (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (formats), "");
  return formats[index]->id;
}

const char *
vanity_feed_get_format_label (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (formats), "");
  return _ (formats[index]->label);
}

const VanityFeedFormat *
vanity_feed_format_find (const char *id, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_equal (formats[i]->id, id))
        return formats[i];
      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", formats[i]->id);
    }
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%s” is no format of feeds; these are: %s"), id, ids->str);
  return NULL;
}

const VanityFeedFormat *
vanity_feed_format_sniff (const char *text, gsize size, const char *name, GError **error)
{
  const VanityFeedFormat *best = NULL;
  int most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      int fit = formats[i]->sniff (text, size);
      if (fit > most)
        {
          most = fit;
          best = formats[i];
        }
    }
  if (!best)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                 size == 0 ? _ ("“%s” is empty") : _ ("“%s” is no feed of a format that is known"),
                 name);
  return best;
}
