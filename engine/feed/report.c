#include "feed/report.h"

#include <glib/gi18n-lib.h>

#define MAX_VALUE 80  /* characters */
#define MAX_OF_RULE 3 /* remarks shown */

static const struct
{
  const char *id, *text;
} rules[VANITY_N_FEED_RULES] = {
  [VANITY_FEED_RULE_RECORD] = { "record", N_ ("a record that cannot be read") },
  [VANITY_FEED_RULE_LENGTH] = { "length", N_ ("a record longer than is read") },
  [VANITY_FEED_RULE_DEPTH] = { "depth", N_ ("a record nested more deeply than is read") },
  [VANITY_FEED_RULE_COLUMNS] = { "columns", N_ ("more fields than there are columns") },
  [VANITY_FEED_RULE_SHORT] = { "short", N_ ("fewer fields than there are columns") },
  [VANITY_FEED_RULE_NAME] = { "name", N_ ("a product without a name") },
  [VANITY_FEED_RULE_BRAND] = { "brand", N_ ("a product without a brand") },
  [VANITY_FEED_RULE_FOREIGN] = { "foreign", N_ ("not a beauty product") },
  [VANITY_FEED_RULE_CATALOGUE] = { "catalogue", N_ ("what the catalogue does not take") },
  [VANITY_FEED_RULE_QUOTE] = { "quote", N_ ("a quotation mark without its other half") },
  [VANITY_FEED_RULE_ENCODING] = { "encoding", N_ ("bytes that are no text in this encoding") },
  [VANITY_FEED_RULE_CONTROL] = { "control", N_ ("control characters") },
  [VANITY_FEED_RULE_CUT] = { "cut", N_ ("text longer than is kept") },
  [VANITY_FEED_RULE_CATEGORY] = { "category", N_ ("a category that is not known") },
  [VANITY_FEED_RULE_COLOR] = { "color", N_ ("a colour that cannot be read") },
  [VANITY_FEED_RULE_SWATCH] = { "swatch", N_ ("a swatch that gives no colour") },
  [VANITY_FEED_RULE_GTIN] = { "gtin", N_ ("a GTIN that is none") },
  [VANITY_FEED_RULE_GTIN_TAKEN] = { "gtin-taken", N_ ("a GTIN that another shade has") },
  [VANITY_FEED_RULE_PRICE] = { "price", N_ ("a price that is none") },
  [VANITY_FEED_RULE_CURRENCY] = { "currency", N_ ("a price without a currency") },
  [VANITY_FEED_RULE_AVAILABILITY] = { "availability", N_ ("an availability that is not known") },
  [VANITY_FEED_RULE_TRAIT] = { "trait", N_ ("a property that is not known") },
  [VANITY_FEED_RULE_LINK] = { "link", N_ ("an address that is none of the web") },
  [VANITY_FEED_RULE_DATE] = { "date", N_ ("a day that is none") },
};

const char *
vanity_feed_rule_get_id (VanityFeedRule rule)
{
  g_return_val_if_fail (rule < VANITY_N_FEED_RULES, "");
  return rules[rule].id;
}

const char *
vanity_feed_rule_get_text (VanityFeedRule rule)
{
  g_return_val_if_fail (rule < VANITY_N_FEED_RULES, "");
  return _ (rules[rule].text);
}

static void
clear_remark (gpointer data)
{
  VanityFeedRemark *remark = data;

  g_free (remark->field);
  g_free (remark->value);
}

void
vanity_feed_report_init (VanityFeedReport *report)
{
  *report = (VanityFeedReport){ 0 };
  report->remarks = g_array_new (FALSE, TRUE, sizeof (VanityFeedRemark));
  g_array_set_clear_func (report->remarks, clear_remark);
}

void
vanity_feed_report_clear (VanityFeedReport *report)
{
  g_free (report->file);
  g_free (report->format);
  g_free (report->source);
  g_free (report->encoding);
  g_free (report->broken);
  g_clear_pointer (&report->remarks, g_array_unref);
  *report = (VanityFeedReport){ 0 };
}

/* One line of valid text of a length that can be shown. */
static char *
shorten (const char *value)
{
  gsize size = value ? strnlen (value, MAX_VALUE * 4 + 8) : 0;
  g_autofree char *valid = g_utf8_make_valid (value ? value : "", (gssize)size);
  GString *text = g_string_new (NULL);
  glong n = 0;

  for (const char *p = valid; *p; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == MAX_VALUE)
        {
          g_string_append (text, "…");
          break;
        }
      /* Also what would turn the direction of a terminal's text. */
      g_string_append_unichar (text, g_unichar_isprint (c) ? c : c < 32 ? ' ' : 0xfffd);
    }
  return g_string_free (text, FALSE);
}

static void
add_remark (VanityFeedReport *report, VanityFeedRule rule, gint64 line, const char *field,
            const char *value, gboolean skipped)
{
  if (report->remarks->len >= VANITY_FEED_MAX_REMARKS)
    return;
  VanityFeedRemark remark = {
    .line = line,
    .field = g_strdup (field ? field : ""),
    .value = shorten (value),
    .rule = rule,
    .skipped = skipped,
  };
  g_array_append_val (report->remarks, remark);
}

void
vanity_feed_report_refuse (VanityFeedReport *report, VanityFeedRule rule, gint64 line,
                           const char *field, const char *value)
{
  report->rows++;
  report->skipped++;
  report->refused[rule]++;
  add_remark (report, rule, line, field, value, TRUE);
}

void
vanity_feed_report_note (VanityFeedReport *report, VanityFeedRule rule, gint64 line,
                         const char *field, const char *value)
{
  report->noted[rule]++;
  add_remark (report, rule, line, field, value, FALSE);
}

static void
print_rules (GString *text, const char *heading, const gint64 *counts)
{
  gboolean any = FALSE;

  for (int i = 0; i < VANITY_N_FEED_RULES; i++)
    {
      if (counts[i] == 0)
        continue;
      if (!any)
        g_string_append_printf (text, "  %s\n", heading);
      any = TRUE;
      g_string_append_printf (text, "  %8lld  %s\n", (long long)counts[i],
                              vanity_feed_rule_get_text (i));
    }
}

static void
print_remark (GString *text, const VanityFeedRemark *remark)
{
  g_string_append (text, "  ");
  if (remark->line > 0)
    g_string_append_printf (text, _ ("line %lld: "), (long long)remark->line);
  if (remark->field[0])
    g_string_append_printf (text, "%s ", remark->field);
  if (remark->value[0])
    g_string_append_printf (text, _ ("“%s”: "), remark->value);
  g_string_append (text, vanity_feed_rule_get_text (remark->rule));
  g_string_append (text, remark->skipped ? _ (" (row skipped)\n") : "\n");
}

/* Of each rule a few, so that one that is often broken hides no other. */
static void
print_remarks (GString *text, const VanityFeedReport *report, guint n_remarks)
{
  guint of_rule[VANITY_N_FEED_RULES] = { 0 }, shown = 0;
  gint64 all = 0;

  for (guint i = 0; i < report->remarks->len && shown < n_remarks; i++)
    {
      const VanityFeedRemark *remark = &g_array_index (report->remarks, VanityFeedRemark, i);

      if (of_rule[remark->rule]++ >= MAX_OF_RULE)
        continue;
      print_remark (text, remark);
      shown++;
    }
  for (int i = 0; i < VANITY_N_FEED_RULES; i++)
    all += report->refused[i] + report->noted[i];
  if (all > shown)
    g_string_append_printf (text, _ ("  … and %lld more\n"), (long long)all - shown);
}

char *
vanity_feed_report_to_text (const VanityFeedReport *report, guint n_remarks)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s: %s, %s%s, %.1f s\n"), report->file ? report->file : "?",
                          report->format ? report->format : "?",
                          report->encoding ? report->encoding : "?",
                          report->packed ? _ (", gzip") : "", report->seconds);
  g_string_append_printf (
      text,
      report->dry_run ? _ ("  %lld rows: %lld would be added, %lld merged, %lld unchanged, %lld "
                           "skipped; nothing was kept\n")
                      : _ ("  %lld rows: %lld added, %lld merged, %lld unchanged, %lld skipped\n"),
      (long long)report->rows, (long long)report->added, (long long)report->merged,
      (long long)report->unchanged, (long long)report->skipped);
  if (report->resumed > 0)
    g_string_append_printf (text,
                            _ ("  went on after %lld records that an earlier import had read\n"),
                            (long long)report->resumed);
  if (report->colorless > 0)
    g_string_append_printf (text, _ ("  %lld without a colour\n"), (long long)report->colorless);
  if (report->broken)
    g_string_append_printf (text, _ ("  broken: %s\n"), report->broken);
  print_rules (text, _ ("skipped:"), report->refused);
  print_rules (text, _ ("kept, but for:"), report->noted);
  print_remarks (text, report, n_remarks);
  return g_string_free (text, FALSE);
}

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  if (!value)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static void
add_bool (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
add_counts (JsonBuilder *json, const char *name, const gint64 *counts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (int i = 0; i < VANITY_N_FEED_RULES; i++)
    if (counts[i] > 0)
      add_int (json, rules[i].id, counts[i]);
  json_builder_end_object (json);
}

JsonNode *
vanity_feed_report_to_json (const VanityFeedReport *report)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_int (json, "vanity-feed-report", 1);
  add_string (json, "file", report->file);
  add_string (json, "format", report->format);
  add_string (json, "source", report->source);
  add_string (json, "encoding", report->encoding);
  add_bool (json, "gzip", report->packed);
  add_bool (json, "dry_run", report->dry_run);
  add_int (json, "rows", report->rows);
  add_int (json, "added", report->added);
  add_int (json, "merged", report->merged);
  add_int (json, "unchanged", report->unchanged);
  add_int (json, "skipped", report->skipped);
  add_int (json, "colorless", report->colorless);
  add_int (json, "resumed", report->resumed);
  add_string (json, "broken", report->broken);
  add_counts (json, "skipped_by_rule", report->refused);
  add_counts (json, "noted_by_rule", report->noted);
  json_builder_set_member_name (json, "remarks");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->remarks->len; i++)
    {
      const VanityFeedRemark *remark = &g_array_index (report->remarks, VanityFeedRemark, i);

      json_builder_begin_object (json);
      if (remark->line > 0)
        add_int (json, "line", remark->line);
      add_string (json, "field", remark->field);
      add_string (json, "value", remark->value);
      add_string (json, "rule", rules[remark->rule].id);
      add_bool (json, "skipped", remark->skipped);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}
