/* Layers edited one at a time: what becomes of the look, and what of the history. */
#include "app/layer-edit.h"

#include "app/recent-colors.h"
#include "base/error.h"

#include <string.h>

#define PATIENCE_S 60

typedef struct
{
  VanityDocument *document; /* NULL: skipped */
  VanityLook *look;
} Fixture;

static gboolean
give_up (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_for (VanityDocument *document, gboolean (*condition) (VanityDocument *))
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (PATIENCE_S, give_up, &late);

  while (!late && !condition (document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
}

static gboolean
is_over (VanityDocument *document)
{
  return vanity_document_get_state (document) >= VANITY_DOCUMENT_READY;
}

static gboolean
is_calm (VanityDocument *document)
{
  return !vanity_document_get_busy (document);
}

/* A blush and two lipsticks. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("the sample portrait is not there; ./dev test fetches it");
      return;
    }
  fixture->look = vanity_look_new ("test", "Test");
  g_ptr_array_add (fixture->look->layers, vanity_layer_new (vanity_layer_kind_find ("lipstick")));
  g_ptr_array_add (fixture->look->layers, vanity_layer_new (vanity_layer_kind_find ("blush")));
  g_ptr_array_add (fixture->look->layers, vanity_layer_new (vanity_layer_kind_find ("lipstick")));
  fixture->document = vanity_document_new_for_file (file, fixture->look);
  wait_for (fixture->document, is_over);
  if (vanity_document_get_state (fixture->document) != VANITY_DOCUMENT_READY)
    {
      g_test_skip ("the models are not installed");
      g_clear_object (&fixture->document);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->document);
  g_clear_pointer (&fixture->look, vanity_look_unref);
}

static const VanityLayer *
get (Fixture *fixture, int index)
{
  return vanity_layers_get (fixture->document, index);
}

static const char *
get_step (Fixture *fixture)
{
  return vanity_document_get_undo_name (fixture->document);
}

static int
find_param (const char *kind, const char *id)
{
  const VanityLayerKind *found = vanity_layer_kind_find (kind);

  for (int i = 0; i < found->n_params; i++)
    if (strcmp (found->params[i].id, id) == 0)
      return i;
  g_assert_not_reached ();
}

static int
count_steps (Fixture *fixture)
{
  g_autoptr (GPtrArray) steps = vanity_document_list_steps (fixture->document, NULL);

  return (int)steps->len;
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  int color = find_param ("lipstick", "color"), n;

  if (fixture->document == NULL)
    return;

  n = count_steps (fixture);
  for (int i = 1; i <= 5; i++)
    vanity_layers_set_value (fixture->document, 0, 0, VANITY_LAYERS_BOTH,
                             (VanityValue){ .number = 0.1 * i });
  /* A drag is one step. */
  g_assert_cmpint (count_steps (fixture), ==, n + 1);
  g_assert_cmpstr (get_step (fixture), ==, "Lipstick: Strength");
  g_assert_cmpfloat (get (fixture, 0)->values[0].number, ==, 0.5);
  /* The layers beside it are the same, and so is the look it came from. */
  g_assert_true (vanity_layer_equal (get (fixture, 1), fixture->look->layers->pdata[1]));
  g_assert_cmpfloat (((VanityLayer *)fixture->look->layers->pdata[0])->values[0].number, !=, 0.5);

  vanity_document_settle (fixture->document);
  vanity_layers_set_value (fixture->document, 0, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.2 });
  g_assert_cmpint (count_steps (fixture), ==, n + 2);
  vanity_layers_set_value (fixture->document, 0, color, VANITY_LAYERS_BOTH,
                           (VanityValue){ .color = 0x123456 });
  g_assert_cmpint (count_steps (fixture), ==, n + 3);
  /* What is as it was is no step. */
  vanity_layers_set_value (fixture->document, 0, color, VANITY_LAYERS_BOTH,
                           (VanityValue){ .color = 0x123456 });
  g_assert_cmpint (count_steps (fixture), ==, n + 3);

  vanity_document_undo (fixture->document);
  vanity_document_undo (fixture->document);
  vanity_document_undo (fixture->document);
  g_assert_true (vanity_layers_get_look (fixture->document) == fixture->look);
  wait_for (fixture->document, is_calm);
}

/* A product stays while its strength is changed, and goes with its colour. */
static void
test_product (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) shade
      = vanity_shade_new ("Test", "Stick", "Plum", VANITY_CATEGORY_LIPSTICK);
  g_autoptr (GError) error = NULL;
  int color = find_param ("lipstick", "color");

  if (fixture->document == NULL)
    return;

  vanity_shade_set_color (shade, 0x602040, VANITY_COLOR_SOURCE_GIVEN);
  g_assert_true (
      vanity_layers_wear (fixture->document, 2, VANITY_LAYERS_BOTH, shade, NULL, &error));
  g_assert_cmpstr (get (fixture, 2)->product, ==, shade->uid);
  g_assert_cmphex (get (fixture, 2)->values[color].color, ==, 0x602040);
  g_assert_cmpstr (get (fixture, 0)->product, ==, "");
  vanity_layers_set_value (fixture->document, 2, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.3 });
  g_assert_cmpstr (get (fixture, 2)->product, ==, shade->uid);
  vanity_layers_set_value (fixture->document, 2, color, VANITY_LAYERS_BOTH,
                           (VanityValue){ .color = 0x602041 });
  g_assert_cmpstr (get (fixture, 2)->product, ==, "");

  vanity_document_undo (fixture->document);
  g_assert_cmpstr (get (fixture, 2)->product, ==, shade->uid);
  vanity_layers_forget_product (fixture->document, 2);
  g_assert_cmpstr (get (fixture, 2)->product, ==, "");
  g_assert_cmphex (get (fixture, 2)->values[color].color, ==, 0x602040);

  /* On one side alone. */
  vanity_layers_set_uneven (fixture->document, 0, TRUE);
  g_assert_true (
      vanity_layers_wear (fixture->document, 0, VANITY_LAYERS_LEFT, shade, NULL, &error));
  g_assert_cmphex (get (fixture, 0)->left[color].color, ==, 0x602040);
  g_assert_cmphex (get (fixture, 0)->values[color].color, !=, 0x602040);
}

static void
test_sides (Fixture *fixture, gconstpointer data)
{
  if (fixture->document == NULL)
    return;

  vanity_layers_set_uneven (fixture->document, 1, TRUE);
  g_assert_true (get (fixture, 1)->uneven);
  g_assert_false (vanity_layer_has_sides (get (fixture, 1)));
  vanity_layers_set_value (fixture->document, 1, 0, VANITY_LAYERS_LEFT,
                           (VanityValue){ .number = 0.9 });
  g_assert_cmpfloat (get (fixture, 1)->left[0].number, ==, 0.9);
  g_assert_cmpfloat (get (fixture, 1)->values[0].number, !=, 0.9);
  vanity_layers_set_value (fixture->document, 1, 0, VANITY_LAYERS_RIGHT,
                           (VanityValue){ .number = 0.1 });
  g_assert_cmpfloat (get (fixture, 1)->left[0].number, ==, 0.9);
  vanity_layers_set_value (fixture->document, 1, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.4 });
  g_assert_cmpfloat (get (fixture, 1)->left[0].number, ==, 0.4);
  g_assert_cmpfloat (get (fixture, 1)->values[0].number, ==, 0.4);

  vanity_layers_reset_value (fixture->document, 1, 0, VANITY_LAYERS_LEFT, fixture->look);
  g_assert_cmpfloat (get (fixture, 1)->left[0].number, ==,
                     ((VanityLayer *)fixture->look->layers->pdata[1])->values[0].number);
  g_assert_cmpfloat (get (fixture, 1)->values[0].number, ==, 0.4);
  vanity_layers_set_uneven (fixture->document, 1, FALSE);
  g_assert_false (get (fixture, 1)->uneven);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  int index;

  if (fixture->document == NULL)
    return;

  index = vanity_layers_add (fixture->document, vanity_layer_kind_find ("brows"));
  g_assert_cmpint (index, ==, 3);
  g_assert_cmpstr (get_step (fixture), ==, "Brows: added");
  vanity_layers_set_muted (fixture->document, index, TRUE);
  g_assert_true (get (fixture, index)->muted);
  g_assert_cmpstr (get_step (fixture), ==, "Brows: hidden");

  /* Only one of the same kind is passed. */
  vanity_layers_set_value (fixture->document, 0, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.11 });
  g_assert_cmpint (vanity_layers_find_neighbour (vanity_layers_get_look (fixture->document), 0, -1),
                   ==, -1);
  g_assert_cmpint (vanity_layers_move (fixture->document, 0, 1), ==, 2);
  g_assert_cmpfloat (get (fixture, 2)->values[0].number, ==, 0.11);
  g_assert_cmpint (vanity_layers_move (fixture->document, 2, 1), ==, 2);
  g_assert_cmpint (vanity_layers_move (fixture->document, 1, 1), ==, 1);

  vanity_layers_remove (fixture->document, 2);
  g_assert_cmpuint (vanity_layers_get_look (fixture->document)->layers->len, ==, 3);
  g_assert_cmpstr (get_step (fixture), ==, "Lipstick: removed");
  g_assert_null (vanity_layers_get (fixture->document, 3));
  vanity_layers_remove (fixture->document, 77);
  vanity_layers_remove (fixture->document, -1);
  g_assert_cmpuint (vanity_layers_get_look (fixture->document)->layers->len, ==, 3);

  /* As many as a file may have. */
  for (int i = 0; i < 61; i++)
    g_assert_cmpint (vanity_layers_add (fixture->document, vanity_layer_kind_find ("lip-liner")),
                     ==, 3 + i);
  g_assert_cmpint (vanity_layers_add (fixture->document, vanity_layer_kind_find ("lip-liner")), ==,
                   -1);
}

/* A face that wears nothing wears a look of one layer. */
static void
test_begin (Fixture *fixture, gconstpointer data)
{
  if (fixture->document == NULL)
    return;

  vanity_document_set_look (fixture->document, NULL);
  g_assert_null (vanity_layers_get_look (fixture->document));
  vanity_layers_set_muted (fixture->document, 0, TRUE);
  g_assert_null (vanity_layers_get_look (fixture->document));
  g_assert_cmpint (vanity_layers_add (fixture->document, vanity_layer_kind_find ("blush")), ==, 0);
  g_assert_nonnull (get (fixture, 0));
  vanity_document_undo (fixture->document);
  g_assert_null (vanity_layers_get_look (fixture->document));

  /* Nor does one whose own makeup is taken off. */
  vanity_document_take_off (fixture->document);
  g_assert_null (vanity_layers_get_look (fixture->document));
  g_assert_cmpint (vanity_layers_add (fixture->document, vanity_layer_kind_find ("blush")), ==, 0);
  g_assert_nonnull (get (fixture, 0));
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) looks = g_ptr_array_new ();
  VanityLook *origin;

  if (fixture->document == NULL)
    return;

  g_ptr_array_add (looks, NULL);
  g_ptr_array_add (looks, fixture->look);
  vanity_layers_set_value (fixture->document, 2, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.33 });
  vanity_layers_set_uneven (fixture->document, 2, TRUE);
  origin = vanity_layers_find_origin (vanity_layers_get_look (fixture->document), looks);
  g_assert_true (origin == fixture->look);
  vanity_layers_reset (fixture->document, 2, origin);
  g_assert_true (vanity_layer_equal (get (fixture, 2), fixture->look->layers->pdata[2]));

  /* What the look had not has its defaults. */
  vanity_layers_add (fixture->document, vanity_layer_kind_find ("brows"));
  vanity_layers_set_value (fixture->document, 3, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.01 });
  vanity_layers_reset_value (fixture->document, 3, 0, VANITY_LAYERS_BOTH, origin);
  g_assert_cmpfloat (get (fixture, 3)->values[0].number, ==,
                     vanity_layer_kind_find ("brows")->params[0].fallback);
}

static void
test_solo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityLook) other = vanity_look_new ("other", "Other");
  VanityPicture *all, *one;
  int n;

  if (fixture->document == NULL)
    return;

  n = count_steps (fixture);
  wait_for (fixture->document, is_calm);
  all = vanity_document_get_after (fixture->document);
  vanity_document_set_solo (fixture->document, 2);
  g_assert_cmpint (vanity_document_get_solo (fixture->document), ==, 2);
  wait_for (fixture->document, is_calm);
  one = vanity_document_get_after (fixture->document);
  g_assert_true (one != all);
  /* It is no step, and what is worn is all of it. */
  g_assert_cmpint (count_steps (fixture), ==, n);
  g_assert_true (vanity_layers_get_look (fixture->document) == fixture->look);
  g_assert_false (get (fixture, 0)->muted);

  /* It goes on through edits, also of what comes before it in the list. */
  vanity_layers_set_value (fixture->document, 2, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.5 });
  g_assert_cmpint (vanity_document_get_solo (fixture->document), ==, 2);
  vanity_layers_remove (fixture->document, 1);
  g_assert_cmpint (vanity_document_get_solo (fixture->document), ==, 1);
  vanity_document_set_look (fixture->document, other);
  g_assert_cmpint (vanity_document_get_solo (fixture->document), ==, -1);
  vanity_document_set_solo (fixture->document, 99);
  g_assert_cmpint (vanity_document_get_solo (fixture->document), ==, -1);
  wait_for (fixture->document, is_calm);
}

static void
test_text (void)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("eyeshadow"));
  g_autofree char *text = NULL;
  g_autoptr (VanityLayer) again = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const bad[] = {
    "", "hello", "{}", "{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", \"layers\": [] }",
    "{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", \"layers\": [ { \"kind\": \"x\" } ] }"
  };

  layer->values[0].number = 0.123;
  vanity_layer_set_uneven (layer, TRUE);
  layer->left[0].number = 0.9;
  g_assert_true (vanity_layer_set_product (layer, "b1946ac92492d234", NULL));
  text = vanity_layer_to_text (layer);
  again = vanity_layer_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_layer_equal (layer, again));

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_assert_null (vanity_layer_from_text (bad[i], &problem));
      g_assert_nonnull (problem);
      g_assert_true (problem->domain == VANITY_ERROR);
    }
}

static void
test_recent (void)
{
  guint32 colors[VANITY_RECENT_COLORS_MAX];

  vanity_recent_colors_forget ();
  g_assert_cmpuint (vanity_recent_colors_list (colors), ==, 0);
  for (guint32 i = 0; i < 20; i++)
    vanity_recent_colors_add (i);
  vanity_recent_colors_add (15);
  g_assert_cmpuint (vanity_recent_colors_list (colors), ==, VANITY_RECENT_COLORS_MAX);
  g_assert_cmphex (colors[0], ==, 15);
  g_assert_cmphex (colors[1], ==, 19);
  for (guint i = 1; i < VANITY_RECENT_COLORS_MAX; i++)
    g_assert_cmphex (colors[i], !=, 15);
  vanity_recent_colors_forget ();
  g_assert_cmpuint (vanity_recent_colors_list (colors), ==, 0);
}

int
main (int argc, char **argv)
{
  /* Nothing of the person who runs this is changed. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/layer-edit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("values", test_values);
  ADD ("product", test_product);
  ADD ("sides", test_sides);
  ADD ("list", test_list);
  ADD ("begin", test_begin);
  ADD ("reset", test_reset);
  ADD ("solo", test_solo);
  g_test_add_func ("/layer-edit/text", test_text);
  g_test_add_func ("/layer-edit/recent", test_recent);
  return g_test_run ();
}
