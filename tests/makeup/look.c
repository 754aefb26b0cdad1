/* Looks as files: what is read comes back, what is wrong is named. */
#include "makeup/look.h"

#include "base/error.h"
#include "makeup/look-json.h"

#include <glib/gstdio.h>
#include <string.h>

static const char good[]
    = "{ \"vanity-look\": 1, \"id\": \"my-look\", \"name\": \"Mine \\\"é\\\"\\n\","
      "  \"tags\": [\"night\", \"bold\"], \"layers\": ["
      "    { \"kind\": \"lashes\", \"style\": \"cat\", \"opacity\": 1, \"muted\": true },"
      "    { \"kind\": \"eyeliner\", \"color\": \"#0A0b0c\", \"thickness\": 1.3,"
      "      \"product\": \"b1946ac92492d234\" } ] }";

static VanityLook *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return vanity_look_load_bytes (bytes, "test.json", error);
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLook) look = parse (good, &error);
  const VanityLayer *layer;

  g_assert_no_error (error);
  g_assert_cmpstr (look->id, ==, "my-look");
  g_assert_cmpstr (look->name, ==, "Mine \"é\"\n");
  g_assert_cmpstr (look->summary, ==, "");
  g_assert_cmpuint (g_strv_length (look->tags), ==, 2);
  g_assert_cmpuint (look->layers->len, ==, 2);
  layer = look->layers->pdata[0];
  g_assert_true (layer->muted);
  g_assert_cmpstr (vanity_layer_get_choice (layer, "style"), ==, "cat");
  layer = look->layers->pdata[1];
  g_assert_false (layer->muted);
  g_assert_cmpfloat (vanity_layer_get_number (layer, "thickness"), ==, 1.3);
  g_assert_cmpstr (layer->product, ==, "b1946ac92492d234");
  layer = look->layers->pdata[0];
  g_assert_cmpstr (layer->product, ==, "");
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLook) look = parse (good, &error);
  g_autoptr (VanityLook) copy = vanity_look_copy (look);
  g_autoptr (VanityLook) again = NULL;
  g_autofree char *text = vanity_look_to_json (look);
  g_autofree char *copied = vanity_look_to_json (copy);
  g_autofree char *twice = NULL;

  again = parse (text, &error);
  g_assert_no_error (error);
  twice = vanity_look_to_json (again);
  g_assert_cmpstr (text, ==, twice);
  g_assert_cmpstr (text, ==, copied);
  g_assert_nonnull (strstr (text, "\"thickness\": 1.3,"));
  g_assert_nonnull (strstr (text, "\"product\": \"b1946ac92492d234\""));
  g_assert_cmpstr (((VanityLayer *)again->layers->pdata[1])->product, ==, "b1946ac92492d234");
}

static void
test_refused (void)
{
#define HEAD "{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", "
#define ONE(layer) HEAD "\"layers\": [ " layer " ] }"
  static const struct
  {
    const char *text;
    int code;
    const char *part;
  } cases[] = {
    { "", VANITY_ERROR_FORMAT, "empty" },
    { "hello", VANITY_ERROR_FORMAT, "not a look" },
    { "[]", VANITY_ERROR_FORMAT, "not an object" },
    { "null", VANITY_ERROR_FORMAT, "not an object" },
    { "{ \"layers\": [] }", VANITY_ERROR_FORMAT, "version" },
    { "{ \"vanity-look\": \"1\" }", VANITY_ERROR_FORMAT, "version" },
    { "{ \"vanity-look\": 0 }", VANITY_ERROR_FORMAT, "no such version" },
    { "{ \"vanity-look\": 2, \"id\": \"a\" }", VANITY_ERROR_FORMAT, "newer" },
    { "{ \"vanity-look\": 1, \"name\": \"A\", \"layers\": [] }", VANITY_ERROR_VALUE, "“id”" },
    { "{ \"vanity-look\": 1, \"id\": \"A b\", \"name\": \"A\", \"layers\": [] }",
      VANITY_ERROR_VALUE, "A b" },
    { "{ \"vanity-look\": 1, \"id\": \"a\", \"layers\": [] }", VANITY_ERROR_VALUE, "“name”" },
    { "{ \"vanity-look\": 1, \"id\": 7, \"layers\": [] }", VANITY_ERROR_VALUE, "must be text" },
    { HEAD "\"summary\": \"\" }", VANITY_ERROR_VALUE, "“layers”" },
    { HEAD "\"layers\": {} }", VANITY_ERROR_VALUE, "must be a list" },
    { HEAD "\"layers\": [], \"mood\": 1 }", VANITY_ERROR_VALUE, "mood" },
    { HEAD "\"layers\": [], \"tags\": [1] }", VANITY_ERROR_VALUE, "tag 1" },
    { ONE ("7"), VANITY_ERROR_VALUE, "layer 1" },
    { ONE ("{}"), VANITY_ERROR_VALUE, "“kind”" },
    { ONE ("{ \"kind\": \"tattoo\" }"), VANITY_ERROR_VALUE, "tattoo" },
    { ONE ("{ \"kind\": \"lashes\", \"glue\": 1 }"), VANITY_ERROR_VALUE, "glue" },
    { ONE ("{ \"kind\": \"lashes\", \"opacity\": 1e999 }"), VANITY_ERROR_VALUE, "inf" },
    { ONE ("{ \"kind\": \"lashes\", \"opacity\": -0.1 }"), VANITY_ERROR_VALUE, "-0.1" },
    { ONE ("{ \"kind\": \"lashes\", \"opacity\": NaN }"), VANITY_ERROR_FORMAT, "not a look" },
    { ONE ("{ \"kind\": \"lashes\", \"opacity\": \"1\" }"), VANITY_ERROR_VALUE, "a number" },
    { ONE ("{ \"kind\": \"lashes\", \"opacity\": [1] }"), VANITY_ERROR_VALUE, "opacity" },
    { ONE ("{ \"kind\": \"lashes\", \"opacity\": null }"), VANITY_ERROR_VALUE, "opacity" },
    { ONE ("{ \"kind\": \"lashes\", \"color\": \"black\" }"), VANITY_ERROR_VALUE, "black" },
    { ONE ("{ \"kind\": \"lashes\", \"style\": \"wild\" }"), VANITY_ERROR_VALUE, "wild" },
    { ONE ("{ \"kind\": \"lashes\", \"muted\": 1 }"), VANITY_ERROR_VALUE, "true or false" },
    { ONE ("{ \"kind\": \"lashes\", \"product\": 1 }"), VANITY_ERROR_VALUE, "must be text" },
    { ONE ("{ \"kind\": \"lashes\", \"product\": \"a b\" }"), VANITY_ERROR_VALUE, "a b" },
    { ONE ("{ \"kind\": \"lashes\", \"product\": \"a\\u000ab\" }"), VANITY_ERROR_VALUE, "product" },
    { ONE ("{ \"kind\": \"lashes\", \"product\": "
           "\"0123456789012345678901234567890123456789012345678901234567890123x\" }"),
      VANITY_ERROR_VALUE, "at most 64" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityLook) look = parse (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_null (look);
      g_assert_error (error, VANITY_ERROR, cases[i].code);
      g_test_message ("→ %s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_true (g_str_has_prefix (error->message, "“test.json”: "));
    }
#undef ONE
#undef HEAD
}

static void
test_huge (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 500000; i++)
    g_string_append_c (text, '[');
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_clear_error (&error);

  g_string_truncate (text, 0);
  for (int i = 0; i < 2 * 1024 * 1024; i++)
    g_string_append_c (text, ' ');
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
  g_clear_error (&error);

  g_string_assign (text, "{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", \"layers\": [");
  for (int i = 0; i < 65; i++)
    g_string_append (text, i > 0 ? ", { \"kind\": \"lashes\" }" : "{ \"kind\": \"lashes\" }");
  g_string_append (text, "] }");
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
}

/* Cut off or with one byte changed, a look either reads or is refused. */
static void
test_damaged (void)
{
  gsize length = strlen (good);
  g_autofree char *text = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    for (int change = -1; change < 8; change++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (VanityLook) look = NULL;

        memcpy (text, good, length);
        if (change >= 0)
          text[i] = (char)(text[i] ^ 1 << change);
        bytes = g_bytes_new (text, change < 0 ? i : length);
        look = vanity_look_load_bytes (bytes, "damaged", &error);
        g_assert_true ((look == NULL) == (error != NULL));
        if (change < 0)
          g_assert_null (look);
      }
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("vanity-look-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.json", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "mine.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path (nowhere);
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (VanityLook) look = parse (good, NULL);
  g_autoptr (VanityLook) loaded = NULL;
  g_autoptr (VanityLook) found = NULL;
  g_autofree char *before = vanity_look_to_json (look);
  g_autofree char *after = NULL;

  g_assert_true (vanity_look_save (look, file, &error));
  loaded = vanity_look_load (file, &error);
  g_assert_no_error (error);
  after = vanity_look_to_json (loaded);
  g_assert_cmpstr (before, ==, after);
  found = vanity_look_find (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, "my-look");

  g_assert_null (vanity_look_load (missing, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);
  g_assert_false (vanity_look_save (look, missing, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_clear_error (&error);
  g_assert_null (vanity_look_load (directory, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_clear_error (&error);
  g_assert_null (vanity_look_find ("no-such-look", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "no-such-look"));

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_shipped (void)
{
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (looks->len, >=, 12);
  g_assert_cmpstr (((VanityLook *)looks->pdata[0])->id, ==, "bare");
  for (guint i = 0; i < looks->len; i++)
    {
      VanityLook *look = looks->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityLook) found = vanity_look_find (look->id, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found->id, ==, look->id);
      g_assert_true (g_hash_table_add (names, look->name));
      g_assert_cmpstr (look->summary, !=, "");
      g_assert_cmpuint (g_strv_length (look->tags), >, 0);
      /* Nothing of the person and nothing twice. */
      for (guint a = 0; a < look->layers->len; a++)
        for (guint b = 0; b < a; b++)
          g_assert_true (((VanityLayer *)look->layers->pdata[a])->kind
                         != ((VanityLayer *)look->layers->pdata[b])->kind);
    }
}

static void
test_find_among (void)
{
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpint (vanity_looks_find (looks, "bare"), ==, 0);
  for (guint i = 0; i < looks->len; i++)
    g_assert_cmpint (vanity_looks_find (looks, ((VanityLook *)looks->pdata[i])->id), ==, i);
  g_assert_cmpint (vanity_looks_find (looks, "bar"), ==, -1);
  g_assert_cmpint (vanity_looks_find (none, "bare"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look/read", test_read);
  g_test_add_func ("/look/round-trip", test_round_trip);
  g_test_add_func ("/look/refused", test_refused);
  g_test_add_func ("/look/huge", test_huge);
  g_test_add_func ("/look/damaged", test_damaged);
  g_test_add_func ("/look/files", test_files);
  g_test_add_func ("/look/shipped", test_shipped);
  g_test_add_func ("/look/find-among", test_find_among);
  return g_test_run ();
}
