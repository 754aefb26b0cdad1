/* Layer kinds: what they declare, defaults, and values from outside. */
#include "makeup/layer.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

static void
assert_refused (gboolean accepted, GError **error, const char *part, const char *other)
{
  g_assert_false (accepted);
  g_assert_error (*error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr ((*error)->message, part));
  g_assert_nonnull (strstr ((*error)->message, other));
  g_clear_error (error);
}

static void
test_declarations (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const VanityLayerKind *const *kinds;
  int n_kinds;

  kinds = vanity_layer_kinds (&n_kinds);
  g_assert_cmpint (n_kinds, >=, 4);
  for (int k = 0; k < n_kinds; k++)
    {
      const VanityLayerKind *kind = kinds[k];

      g_assert_true (g_hash_table_add (ids, (gpointer)kind->id));
      g_assert_nonnull (kind->label);
      g_assert_nonnull (kind->draw);
      g_assert_true (vanity_layer_kind_find (kind->id) == kind);
      g_assert_cmpint (kind->n_params, <=, VANITY_MAX_PARAMS);
      g_assert_cmpstr (kind->params[0].id, ==, "opacity");
      for (int i = 0; i < kind->n_params; i++)
        {
          const VanityParam *param = &kind->params[i];

          g_assert_nonnull (param->label);
          for (int j = 0; j < i; j++)
            g_assert_cmpstr (kind->params[j].id, !=, param->id);
          switch (param->type)
            {
            case VANITY_PARAM_NUMBER:
              g_assert_nonnull (param->unit);
              g_assert_cmpfloat (param->minimum, <, param->maximum);
              g_assert_cmpfloat (param->step, >, 0);
              g_assert_cmpfloat (param->fallback, >=, param->minimum);
              g_assert_cmpfloat (param->fallback, <=, param->maximum);
              break;
            case VANITY_PARAM_COLOR:
              g_assert_true (g_regex_match_simple ("^#[0-9a-f]{6}$", param->color, 0, 0));
              break;
            case VANITY_PARAM_CHOICE:
              g_assert_cmpuint (g_strv_length ((char **)param->choices), >, 1);
              g_assert_cmpuint (g_strv_length ((char **)param->choices), ==,
                                g_strv_length ((char **)param->choice_labels));
              break;
            }
        }
    }
  g_assert_null (vanity_layer_kind_find ("rouge"));
  g_assert_null (vanity_layer_kind_find (NULL));
}

static void
test_order (void)
{
  static const char *const on_skin[]
      = { "blemish",   "smoothing", "under-eye", "teeth",     "lenses",    "foundation",
          "concealer", "contour",   "blush",     "highlight", "brows",     "eyeshadow",
          "eyeliner",  "lashes",    "lip-liner", "lipstick",  "hair-color" };
  const VanityLayerKind *const *kinds;
  int n_kinds, last = -1;

  kinds = vanity_layer_kinds (&n_kinds);
  for (int k = 0; k < n_kinds; k++)
    {
      int place = -1;

      for (guint i = 0; i < G_N_ELEMENTS (on_skin); i++)
        if (strcmp (kinds[k]->id, on_skin[i]) == 0)
          place = (int)i;
      g_assert_cmpint (place, >, last);
      last = place;
    }
}

static void
test_values (void)
{
  const VanityLayerKind *kind = vanity_layer_kind_find ("eyeliner");
  g_autoptr (VanityLayer) layer = vanity_layer_new (kind);
  g_autoptr (VanityLayer) copy = NULL;
  g_autoptr (GError) error = NULL;
  VanityRgb rgb;

  for (int i = 0; i < kind->n_params; i++)
    if (kind->params[i].type == VANITY_PARAM_NUMBER)
      g_assert_cmpfloat (vanity_layer_get_number (layer, kind->params[i].id), ==,
                         kind->params[i].fallback);

  g_assert_true (vanity_layer_set_number (layer, "thickness", 1.7, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (vanity_layer_get_number (layer, "thickness"), ==, 1.7);

  g_assert_true (vanity_layer_set_color (layer, "color", "#ff8000", &error));
  rgb = vanity_layer_get_color (layer, "color");
  g_assert_cmpfloat_with_epsilon (rgb.r, 1.0f, 1e-6);
  g_assert_cmpfloat_with_epsilon (rgb.g, 0.2158605f, 1e-5);
  g_assert_cmpfloat_with_epsilon (rgb.b, 0.0f, 1e-6);

  copy = vanity_layer_copy (layer);
  g_assert_true (vanity_layer_set_number (layer, "thickness", 2.0, NULL));
  g_assert_cmpfloat (vanity_layer_get_number (copy, "thickness"), ==, 1.7);
}

static void
test_choice (void)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("lashes"));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (vanity_layer_get_choice (layer, "style"), ==, "natural");
  g_assert_true (vanity_layer_set_choice (layer, "style", "cat", &error));
  g_assert_cmpstr (vanity_layer_get_choice (layer, "style"), ==, "cat");
  assert_refused (vanity_layer_set_choice (layer, "style", "spider", &error), &error, "spider",
                  "natural, open, cat");
  g_assert_cmpstr (vanity_layer_get_choice (layer, "style"), ==, "cat");
}

static void
test_refused (void)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("eyeliner"));
  g_autoptr (GError) error = NULL;

  assert_refused (vanity_layer_set_number (layer, "opacity", 1.01, &error), &error, "1.01",
                  "between 0 and 1");
  assert_refused (vanity_layer_set_number (layer, "opacity", -0.01, &error), &error, "opacity",
                  "eyeliner");
  assert_refused (vanity_layer_set_number (layer, "opacity", NAN, &error), &error, "nan",
                  "opacity");
  assert_refused (vanity_layer_set_number (layer, "opacity", INFINITY, &error), &error, "inf",
                  "opacity");
  assert_refused (vanity_layer_set_number (layer, "glitter", 1, &error), &error, "eyeliner",
                  "glitter");
  assert_refused (vanity_layer_set_number (layer, "color", 1, &error), &error, "color", "#rrggbb");
  assert_refused (vanity_layer_set_color (layer, "color", "red", &error), &error, "red", "#rrggbb");
  assert_refused (vanity_layer_set_color (layer, "color", "#12345g", &error), &error, "#12345g",
                  "color");
  assert_refused (vanity_layer_set_color (layer, "color", "#1234567", &error), &error, "color",
                  "eyeliner");
  assert_refused (vanity_layer_set_color (layer, "thickness", "#123456", &error), &error,
                  "thickness", "a number");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer/declarations", test_declarations);
  g_test_add_func ("/layer/order", test_order);
  g_test_add_func ("/layer/values", test_values);
  g_test_add_func ("/layer/choice", test_choice);
  g_test_add_func ("/layer/refused", test_refused);
  return g_test_run ();
}
