/* The JSON of an analysis, against the page that documents it. */
#include "analysis/json.h"

#include "made-analysis.h"

#include <string.h>

/* The members that README.md names: `name` in the tables of the schema. */
static GHashTable *
read_documented (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) parts = NULL;

  g_file_get_contents (g_getenv ("VANITY_PAGE"), &text, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (text, "`", -1);
  for (guint i = 1; parts[i] && parts[i + 1]; i += 2)
    g_hash_table_add (names, g_strdup (parts[i]));
  return names;
}

/* Members of these are ids of concerns, measures, …, and not names of their own. */
static gboolean
holds_ids (const char *name)
{
  static const char *const names[]
      = { "measures", "zones",     "withheld", "items", "traits", "probability",
          "season",   "asymmetry", "makeup",   "share", "limits", NULL };

  return g_strv_contains (names, name);
}

static void check_node (GHashTable *documented, JsonNode *node, gboolean ids);

static void
check_object (GHashTable *documented, JsonObject *object, gboolean ids)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *at = names; at; at = at->next)
    {
      if (!ids && !g_hash_table_contains (documented, at->data))
        {
          g_test_message ("README.md does not name “%s”", (const char *)at->data);
          g_test_fail ();
        }
      check_node (documented, json_object_get_member (object, at->data),
                  !ids && holds_ids (at->data));
    }
}

static void
check_node (GHashTable *documented, JsonNode *node, gboolean ids)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    check_object (documented, json_node_get_object (node), ids);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      check_node (documented, json_array_get_element (json_node_get_array (node), i), ids);
}

static void
test_documented (void)
{
  g_autoptr (GHashTable) documented = read_documented ();
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (JsonNode) withheld = NULL;

  g_assert_cmpuint (g_hash_table_size (documented), >, 40);
  if (!made_analysis_init (&made))
    return;
  made.analysis->options = (VanityAnalysisOptions){ .has_nudge = TRUE, .has_white = TRUE };
  json = vanity_analysis_to_json (made.analysis);
  check_node (documented, json, FALSE);
  made_analysis_withhold (&made, VANITY_GATE_BLURRED);
  withheld = vanity_analysis_to_json (made.analysis);
  check_node (documented, withheld, FALSE);
}

static void
test_numbers (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (JsonNode) json = NULL;
  JsonObject *root, *redness, *monk;

  if (!made_analysis_init (&made))
    return;
  json = vanity_analysis_to_json (made.analysis);
  root = json_node_get_object (json);
  g_assert_cmpint (json_object_get_int_member (root, "vanity-analysis"), ==, 1);
  redness = json_object_get_object_member (
      json_object_get_object_member (json_object_get_object_member (root, "concerns"), "items"),
      "redness");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (redness, "score"),
                                  (double)made.analysis->concerns->score[VANITY_CONCERN_REDNESS],
                                  0.06);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (redness, "places")), ==,
                    1);
  monk = json_object_get_object_member (json_object_get_object_member (root, "skin"), "monk");
  g_assert_cmpint (json_object_get_int_member (monk, "tone"), ==, 5);
}

/* What the zones take is what is missing. */
static void
test_shares (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (JsonNode) json = NULL;
  JsonObject *items;

  if (!made_analysis_init (&made))
    return;
  json = vanity_analysis_to_json (made.analysis);
  items = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (json), "concerns"), "items");
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      JsonObject *item = json_object_get_object_member (items, vanity_concern_get_id (concern));
      JsonObject *zones = json_object_get_object_member (item, "zones");
      g_autoptr (GList) members = json_object_get_values (zones);
      double sum = 0;

      for (GList *at = members; at; at = at->next)
        sum += json_object_get_double_member (json_node_get_object (at->data), "takes");
      g_assert_cmpfloat_with_epsilon (sum, 100 - json_object_get_double_member (item, "score"),
                                      0.4);
    }
}

/* A withheld part holds nothing but its reasons. */
static void
test_withheld (void)
{
  static const VanityAnalysisPart parts[] = { VANITY_ANALYSIS_SKIN, VANITY_ANALYSIS_COLORS,
                                              VANITY_ANALYSIS_CONCERNS, VANITY_ANALYSIS_FEATURES };
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (JsonNode) json = NULL;

  if (!made_analysis_init (&made))
    return;
  made_analysis_withhold (&made, VANITY_GATE_CHILD);
  json = vanity_analysis_to_json (made.analysis);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      JsonObject *part = json_object_get_object_member (json_node_get_object (json),
                                                        vanity_analysis_part_get_id (parts[i]));
      JsonArray *reasons = json_object_get_array_member (part, "reasons");

      g_assert_cmpuint (json_object_get_size (part), ==, 3);
      g_assert_false (json_object_get_boolean_member (part, "known"));
      g_assert_cmpuint (json_array_get_length (reasons), ==, 1);
      g_assert_cmpstr (json_array_get_string_element (reasons, 0), ==, "child");
      g_assert_cmpuint (strlen (json_object_get_string_member (part, "why")), >, 20);
    }
}

/* One zone that is kept back takes its scores along, and only those. */
static void
test_one_zone (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (JsonNode) json = NULL;
  JsonObject *zones, *chin;
  float before;

  if (!made_analysis_init (&made))
    return;
  before = made.analysis->concerns->score[VANITY_CONCERN_REDNESS];
  made.analysis->gate.skin[VANITY_ZONE_CHIN] = VANITY_GATE_BEARD;
  made_analysis_withhold (&made, 0);
  json = vanity_analysis_to_json (made.analysis);
  zones = json_object_get_object_member (
      json_object_get_object_member (
          json_object_get_object_member (
              json_object_get_object_member (json_node_get_object (json), "concerns"), "items"),
          "redness"),
      "zones");
  chin = json_object_get_object_member (zones, "chin");
  g_assert_false (json_object_has_member (chin, "score"));
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (chin, "reasons"), 0), ==,
      "beard");
  g_assert_true (json_object_has_member (json_object_get_object_member (zones, "cheeks"), "score"));
  /* The chin had more than the mean. */
  g_assert_cmpfloat (made.analysis->concerns->score[VANITY_CONCERN_REDNESS], <, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/json/documented", test_documented);
  g_test_add_func ("/analysis/json/numbers", test_numbers);
  g_test_add_func ("/analysis/json/shares", test_shares);
  g_test_add_func ("/analysis/json/withheld", test_withheld);
  g_test_add_func ("/analysis/json/one-zone", test_one_zone);
  return g_test_run ();
}
