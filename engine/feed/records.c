#include "feed/records.h"

gboolean
vanity_feed_records_begin_with (const char *text, char bracket)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == bracket;
}

static VanityFeedRule
get_rule (VanityFeedValueState state)
{
  return state == VANITY_FEED_VALUE_TOO_LONG   ? VANITY_FEED_RULE_LENGTH
         : state == VANITY_FEED_VALUE_TOO_DEEP ? VANITY_FEED_RULE_DEPTH
                                               : VANITY_FEED_RULE_RECORD;
}

gboolean
vanity_feed_records_read (VanityFeedInput *input, VanityFeedSink *sink, const char *const *lists,
                          gboolean lines, VanityFeedTakeValue take, GError **error)
{
  g_autoptr (VanityFeedValues) values = vanity_feed_values_new (input, lists, lines);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  while (TRUE)
    {
      JsonNode *node;
      gint64 line;
      VanityFeedValueState state = vanity_feed_values_next (values, &node, &line, error);

      if (state == VANITY_FEED_VALUE_END)
        return TRUE;
      if (state == VANITY_FEED_VALUE_ERROR)
        return FALSE;
      if (vanity_feed_sink_begin (sink))
        {
          if (state != VANITY_FEED_VALUE_GOOD)
            vanity_feed_sink_refuse (sink, get_rule (state), line, "",
                                     vanity_feed_values_get_excerpt (values));
          else
            take (node, line, kept, sink);
          g_ptr_array_set_size (kept, 0);
        }
      if (!vanity_feed_sink_end (sink))
        return FALSE;
    }
}
