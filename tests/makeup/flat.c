/* What layers come to on an even ground, against what is drawn on a face made for it. */
#include "makeup/flat.h"

#include "makeup/canvas.h"
#include "makeup/lips.h"
#include "portrait.h"

#include <math.h>

static const guint32 skins[] = { 0xf0d5c0, 0xc8967a, 0x604134 };
static const char *const colors[] = { "#a01022", "#d890a0", "#702848", "#c86848" };

typedef struct
{
  VanityImage *image;
  VanityFace face;
  VanityRgb light;
  VanityFlatGround ground;
  int x, y; /* where it is looked at */
} Model;

static VanityLab
divide (VanityRgb color, VanityRgb light)
{
  return vanity_lab_from_linear (
      (VanityRgb){ color.r / light.r, color.g / light.g, color.b / light.b });
}

/* FALSE after g_test_skip (). */
static gboolean
model_init (Model *model, guint32 skin, gboolean lips)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (VanityCanvas) canvas = NULL;
  const VanityPoint *below, *above;

  portrait.skin = skin;
  model->image = portrait_new (&portrait, &model->face);
  if (model->image == NULL)
    return FALSE;
  canvas = vanity_canvas_new (model->image, &model->face, NULL);
  model->light = canvas->complexion.light;
  model->ground.skin = divide (canvas->complexion.skin, model->light);
  model->ground.lips
      = divide (vanity_lab_to_linear (vanity_lips_get (canvas)->color), model->light);
  /* The middle of the lower lip; the apple of a cheek. */
  below = &model->face.points[lips ? 17 : 205];
  above = &model->face.points[lips ? 14 : 50];
  model->x = (int)((below->x + above->x) / 2);
  model->y = (int)((below->y + above->y) / 2);
  return TRUE;
}

static VanityLab
see (const Model *model, const VanityImage *image)
{
  VanityRgb sum = { 0, 0, 0 };

  for (int y = model->y - 2; y <= model->y + 2; y++)
    for (int x = model->x - 2; x <= model->x + 2; x++)
      {
        VanityRgb one = vanity_lab_to_linear (portrait_lab (image, x, y));

        sum.r += one.r / 25;
        sum.g += one.g / 25;
        sum.b += one.b / 25;
      }
  return divide (sum, model->light);
}

/* Two products differ on the face by as much as they do on the flat ground. */
static void
compare (const char *kind, const char *more, gboolean lips, double most, double slack)
{
  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      Model model;
      VanityLab drawn[G_N_ELEMENTS (colors)], flat[G_N_ELEMENTS (colors)];

      if (!model_init (&model, skins[s], lips))
        return;
      for (gsize c = 0; c < G_N_ELEMENTS (colors); c++)
        {
          g_autofree char *json
              = g_strdup_printf ("\"kind\": \"%s\", \"color\": \"%s\"%s", kind, colors[c], more);
          g_autoptr (VanityLook) look = portrait_look (json);
          g_autoptr (VanityImage) worn = portrait_wear (model.image, &model.face, look, 1);

          drawn[c] = see (&model, worn);
          flat[c] = vanity_layer_get_flat (look->layers->pdata[0], NULL, &model.ground);
          g_test_message ("%s on %06x, %s: drawn %.0f %.0f %.0f, flat %.0f %.0f %.0f", kind,
                          skins[s], colors[c], (double)drawn[c].L, (double)drawn[c].a,
                          (double)drawn[c].b, (double)flat[c].L, (double)flat[c].a,
                          (double)flat[c].b);
          g_assert_cmpfloat (vanity_lab_delta_e2000 (drawn[c], flat[c]), <, most);
        }
      for (gsize a = 0; a < G_N_ELEMENTS (colors); a++)
        for (gsize b = 0; b < a; b++)
          {
            double on_face = vanity_lab_delta_e2000 (drawn[a], drawn[b]);
            double on_flat = vanity_lab_delta_e2000 (flat[a], flat[b]);

            g_test_message ("%s and %s: %.1f drawn, %.1f flat", colors[a], colors[b], on_face,
                            on_flat);
            g_assert_cmpfloat (fabs (on_face - on_flat), <, 0.5 + slack * on_flat);
          }
      vanity_image_unref (model.image);
    }
}

static void
test_lipstick (void)
{
  compare ("lipstick", ", \"opacity\": 1, \"coverage\": 0.9", TRUE, 2, 0.05);
  compare ("lipstick", ", \"opacity\": 0.9, \"coverage\": 0.3", TRUE, 2, 0.05);
}

static void
test_blush (void)
{
  /* Nowhere does the brush leave all of it. */
  compare ("blush", ", \"opacity\": 0.8, \"spread\": 1", FALSE, 6, 0.25);
}

/* No opacity is the ground, more of it never turns back, and deep lips make a stick deeper. */
static void
test_properties (void)
{
  static const char *const kinds[]
      = { "lipstick", "lip-liner", "blush", "highlight", "eyeliner", "eyeshadow", "contour" };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find (kinds[k]));
      VanityFlatGround ground;
      VanityLab bare;
      double before = -1;

      vanity_flat_ground_init (&ground);
      if (g_str_equal (kinds[k], "contour"))
        g_assert_true (vanity_layer_set_choice (layer, "tone", "chosen", NULL));
      g_assert_true (vanity_layer_set_number (layer, "opacity", 0, NULL));
      bare = vanity_layer_get_flat (layer, NULL, &ground);
      g_assert_cmpfloat (vanity_lab_delta_e2000 (bare, k < 2 ? ground.lips : ground.skin), <, 0.05);
      for (int step = 1; step <= 10; step++)
        {
          double change;

          g_assert_true (vanity_layer_set_number (layer, "opacity", 0.1 * step, NULL));
          change = vanity_lab_delta_e2000 (bare, vanity_layer_get_flat (layer, NULL, &ground));
          g_assert_cmpfloat (change, >, before);
          before = change;
        }
    }
}

static void
test_deep_lips (void)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("lipstick"));
  VanityFlatGround light, deep;

  vanity_flat_ground_init (&light);
  light.skin = (VanityLab){ 78, 9, 15 };
  deep.skin = (VanityLab){ 30, 11, 12 };
  light.lips = vanity_flat_guess_lips (light.skin);
  deep.lips = vanity_flat_guess_lips (deep.skin);
  g_assert_cmpfloat ((double)vanity_layer_get_flat (layer, NULL, &deep).L, <,
                     (double)vanity_layer_get_flat (layer, NULL, &light).L);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/flat/lipstick", test_lipstick);
  g_test_add_func ("/makeup/flat/blush", test_blush);
  g_test_add_func ("/makeup/flat/properties", test_properties);
  g_test_add_func ("/makeup/flat/deep-lips", test_deep_lips);
  return g_test_run ();
}
