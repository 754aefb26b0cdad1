#include "transfer/transfer.h"

#include "base/error.h"
#include "portrait.h"
#include "stand-in.h"
#include "transfer/fidelity.h"
#include "transfer/hold.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)
#define RED "\"kind\": \"lipstick\", \"color\": \"#a01030\", \"opacity\": 1"
#define PLUM "\"kind\": \"lipstick\", \"color\": \"#502050\", \"opacity\": 1"
#define BLUSH "\"kind\": \"blush\", \"color\": \"#c04060\", \"opacity\": 1"

/* A wearer, and two who are made up. */
typedef struct
{
  VanityTransferModel *model;
  VanityTexture *wearer;
  VanityReference *red, *plum;
} Scene;

static gboolean
scene_init (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  memset (scene, 0, sizeof *scene);
  scene->wearer = stand_in_face (0xe0b498, NULL, SIZE);
  if (scene->wearer == NULL)
    return FALSE;
  scene->red = stand_in_reference (0xc8967a, RED, SIZE);
  scene->plum = stand_in_reference (0x8a5a40, PLUM, SIZE);
  scene->model
      = vanity_transfer_model_new (stand_in_new (SIZE, STAND_IN_WHOLE), "stand-in", &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
scene_clear (Scene *scene)
{
  if (scene->wearer != NULL)
    vanity_texture_free (scene->wearer);
  vanity_reference_unref (scene->red);
  vanity_reference_unref (scene->plum);
  vanity_transfer_model_unref (scene->model);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static VanityTransferResult *
wear (const Scene *scene, const VanityTransferWish *wish)
{
  g_autoptr (GError) error = NULL;
  VanityTransferResult *result
      = vanity_transfer_run (scene->model, scene->wearer, wish, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static VanityTransferWish
wish_for (VanityReference *reference)
{
  VanityTransferWish wish;

  vanity_transfer_wish_init (&wish, reference);
  return wish;
}

static gboolean
is_empty (const VanityChange *change)
{
  g_autoptr (VanityChange) nothing = vanity_change_new (change->size);

  return stand_in_same (change, nothing);
}

/* The same in, the same out; nothing asked for, nothing done. */
static void
test_same (void)
{
  g_auto (Scene) scene;

  if (!scene_init (&scene))
    return;
  VanityTransferWish wish = wish_for (scene.red), none = wish_for (NULL);
  g_autoptr (VanityTransferResult) one = wear (&scene, &wish);
  g_autoptr (VanityTransferResult) again = wear (&scene, &wish);
  g_autoptr (VanityTransferResult) nothing = wear (&scene, &none);

  g_assert_true (stand_in_same (one->change, again->change));
  g_assert_cmpmem (one->fits, sizeof one->fits, again->fits, sizeof again->fits);
  g_assert_false (is_empty (one->change));
  g_assert_true (is_empty (nothing->change));
  for (int k = 0; k < VANITY_N_TINTS; k++)
    g_assert_false (nothing->fits[k].known);
}

/* With nothing added, it is the model's own change, held to what makeup can do. */
static void
test_plain (void)
{
  g_auto (Scene) scene;
  g_autoptr (GError) error = NULL;

  if (!scene_init (&scene))
    return;
  VanityTransferWish wish = wish_for (scene.red);
  VanityTransferFace source = { scene.wearer->rgb, scene.wearer->visibility };
  VanityTransferFace other = { scene.red->rgb, scene.red->visibility };
  wish.symmetric = FALSE;
  wish.fit = 0;
  g_autoptr (VanityTransferResult) result = wear (&scene, &wish);
  g_autoptr (VanityChange) own
      = vanity_transfer_model_run (scene.model, &source, &other, NULL, NULL, &error);
  double worst = 0;

  g_assert_no_error (error);
  g_assert_true (vanity_change_hold (own, scene.wearer, &error));
  for (int i = 0; i < 3 * TEXELS; i++)
    worst = MAX (worst, fabs (result->change->film[i] - own->film[i]));
  g_test_message ("differs by %g at most", worst);
  g_assert_cmpfloat (worst, <, 1e-6);
}

/* What is taken of one part does not depend on the others. */
static void
test_parts (void)
{
  g_auto (Scene) scene;

  if (!scene_init (&scene))
    return;
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);
  VanityTransferWish both = wish_for (scene.red), lips = wish_for (NULL),
                     red = wish_for (scene.red);
  both.parts[VANITY_CHANGE_LIPS].from = scene.plum;
  lips.parts[VANITY_CHANGE_LIPS].from = scene.plum;
  g_autoptr (VanityTransferResult) mixed = wear (&scene, &both);
  g_autoptr (VanityTransferResult) alone = wear (&scene, &lips);
  g_autoptr (VanityTransferResult) rest = wear (&scene, &red);
  const float *part = vanity_change_get_part (atlas, VANITY_CHANGE_LIPS);

  for (int i = 0; i < 3 * TEXELS; i++)
    {
      if (part[i % TEXELS] >= 1)
        g_assert_cmpfloat (mixed->change->film[i], ==, alone->change->film[i]);
      if (part[i % TEXELS] <= 0)
        {
          g_assert_cmpfloat (alone->change->film[i], ==, 0);
          g_assert_cmpfloat (alone->change->gain[i], ==, 0);
          g_assert_cmpfloat (mixed->change->film[i], ==, rest->change->film[i]);
        }
    }
  g_assert_true (alone->fits[VANITY_TINT_LIPS].known);
  g_assert_false (alone->fits[VANITY_TINT_CHEEKS].known);
}

/* 0 and 1 are either alone; half lies between. */
static void
test_blend (void)
{
  g_auto (Scene) scene;

  if (!scene_init (&scene))
    return;
  VanityTransferWish red = wish_for (scene.red), plum = wish_for (scene.plum), between = red;
  g_autoptr (VanityTransferResult) first = wear (&scene, &red);
  g_autoptr (VanityTransferResult) last = wear (&scene, &plum);

  for (int step = 0; step <= 2; step++)
    {
      for (int k = 0; k < VANITY_N_CHANGES; k++)
        between.parts[k] = (VanityTransferPart){ scene.red, scene.plum, step / 2.0 };
      g_autoptr (VanityTransferResult) result = wear (&scene, &between);
      const VanityTintFit *fit = &result->fits[VANITY_TINT_LIPS];

      if (step != 1)
        g_assert_true (stand_in_same (result->change, step == 0 ? first->change : last->change));
      for (int i = 0; step == 1 && i < 3 * TEXELS; i++)
        g_assert_cmpfloat (
            fabsf (result->change->film[i] - (first->change->film[i] + last->change->film[i]) / 2),
            <, 1e-5f);
      g_assert_true (fit->known);
      g_test_message ("%d: wanted %.1f %.1f %.1f reached %.1f %.1f %.1f, %.2f", step, fit->wanted.L,
                      fit->wanted.a, fit->wanted.b, fit->reached.L, fit->reached.a, fit->reached.b,
                      fit->fidelity);
      g_assert_cmpfloat (fit->fidelity, >, 0.75);
    }
}

/* A part that a reference hides stays as it is, and so does what the wearer hides. */
static void
test_hidden (void)
{
  g_auto (Scene) scene;

  if (!scene_init (&scene))
    return;
  const float *lips = vanity_change_get_part (vanity_atlas_get (SIZE, NULL), VANITY_CHANGE_LIPS);
  VanityTransferWish wish = wish_for (scene.red);
  scene.red->available[VANITY_CHANGE_LIPS] = FALSE;
  for (int i = 0; i < TEXELS; i++)
    if (i / SIZE < SIZE / 2 && i % SIZE < SIZE / 2)
      scene.wearer->visibility[i] = 0;
  g_autoptr (VanityTransferResult) result = wear (&scene, &wish);

  for (int i = 0; i < 3 * TEXELS; i++)
    if (lips[i % TEXELS] >= 1 || scene.wearer->visibility[i % TEXELS] <= 0)
      {
        g_assert_cmpfloat (result->change->film[i], ==, 0);
        g_assert_cmpfloat (result->change->gain[i], ==, 0);
        g_assert_cmpfloat (result->change->offset[i], ==, 0);
      }
  g_assert_false (result->fits[VANITY_TINT_LIPS].known);
  g_assert_false (is_empty (result->change));
}

/* One whose makeup is in shadow on one side: what is laid is the same on both. */
static void
test_symmetric (void)
{
  g_auto (Scene) scene;
  double apart[2] = { 0, 0 };

  if (!scene_init (&scene))
    return;
  const gint32 *mirror = vanity_atlas_get_mirror (vanity_atlas_get (SIZE, NULL));
  for (int i = 0; i < 3 * TEXELS; i++)
    if (i % SIZE < SIZE / 2)
      scene.red->rgb[i] *= 0.5f;
  for (int symmetric = 0; symmetric < 2; symmetric++)
    {
      VanityTransferWish wish = wish_for (scene.red);
      wish.symmetric = symmetric;
      wish.fit = 0;
      g_autoptr (VanityTransferResult) result = wear (&scene, &wish);

      for (int i = 0; i < TEXELS; i++)
        for (int k = 1; k < 4; k++)
          apart[symmetric]
              += result->layer[i]
                 * fabsf (result->layer[k * TEXELS + i] - result->layer[k * TEXELS + mirror[i]]);
    }
  g_test_message ("sides apart by %.1f, made alike by %.1f", apart[0], apart[1]);
  g_assert_cmpfloat (apart[1], <, apart[0] / 3);
}

/* The mean of a* and b*'s distance from the skin's, and of lightness, after a change. */
static void
measure_skin (const Scene *scene, const VanityChange *change, VanityTints *tints, double *uneven)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE);
  g_autofree float *out = g_new (float, 3 * TEXELS);
  int count = 0;

  vanity_change_apply (change, scene->wearer->rgb, NULL, out);
  vanity_tints_measure (atlas, out, scene->wearer->visibility, tints);
  *uneven = 0;
  for (int i = 0; i < TEXELS; i++)
    if (bare[i] >= 0.5f && scene->wearer->visibility[i] >= 0.5f)
      {
        VanityLab lab
            = vanity_lab_from_linear ((VanityRgb){ out[i], out[TEXELS + i], out[2 * TEXELS + i] });

        *uneven += hypot (lab.a - tints->skin.a, lab.b - tints->skin.b);
        count++;
      }
  *uneven /= count;
}

/* Skin stays but where foundation is asked for, which evens it, and does not lighten it; a tone
 * that is asked for moves its hue. */
static void
test_foundation (void)
{
  g_auto (Scene) scene;
  VanityTints tints[3];
  double uneven[3];

  if (!scene_init (&scene))
    return;
  /* A blotchy wearer. */
  for (int i = 0; i < TEXELS; i++)
    scene.wearer->rgb[i] *= (i / 5 + i / SIZE / 5) % 2 ? 1.12f : 0.9f;
  for (int i = 0; i < 3; i++)
    {
      VanityTransferWish wish = wish_for (NULL);
      wish.parts[VANITY_CHANGE_SKIN].from = scene.plum;
      wish.foundation = i == 1;
      wish.tone = i == 2;
      g_autoptr (VanityTransferResult) result = wear (&scene, &wish);

      measure_skin (&scene, result->change, &tints[i], &uneven[i]);
      g_test_message ("skin %.1f %.1f %.1f, uneven by %.2f", tints[i].skin.L, tints[i].skin.a,
                      tints[i].skin.b, uneven[i]);
      g_assert_true (is_empty (result->change) == (i == 0));
    }
  g_assert_cmpfloat (uneven[1], <, 0.75 * uneven[0]);
  g_assert_cmpfloat (fabsf (tints[1].skin.L - tints[0].skin.L), <, 0.6f);
  g_assert_cmpfloat (fabsf (tints[2].skin.L - tints[0].skin.L), <, 0.6f);
  g_assert_cmpfloat (hypot (tints[1].skin.a - tints[0].skin.a, tints[1].skin.b - tints[0].skin.b),
                     <, 2.5);
  VanityLab other = scene.plum->texture->skin;
  g_assert_cmpfloat (hypot (tints[2].skin.a - other.a, tints[2].skin.b - other.b), <,
                     0.4 * hypot (tints[0].skin.a - other.a, tints[0].skin.b - other.b));
}

/* Numbers out of range, and textures of another size, are refused in words. */
static void
test_refused (void)
{
  g_auto (Scene) scene;

  if (!scene_init (&scene))
    return;
  VanityTransferWish wishes[5];
  for (int i = 0; i < 5; i++)
    wishes[i] = wish_for (scene.red);
  wishes[0].fit = 1.5;
  wishes[1].foundation = -0.1;
  wishes[2].tone = NAN;
  wishes[3].parts[VANITY_CHANGE_EYES].blend = 2;
  g_autoptr (VanityReference) small = stand_in_reference (0xc8967a, RED, SIZE / 2);
  wishes[4].parts[VANITY_CHANGE_LIPS].to = small;
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vanity_transfer_run (scene.model, scene.wearer, &wishes[i], NULL, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/same", test_same);
  g_test_add_func ("/transfer/plain", test_plain);
  g_test_add_func ("/transfer/parts", test_parts);
  g_test_add_func ("/transfer/blend", test_blend);
  g_test_add_func ("/transfer/hidden", test_hidden);
  g_test_add_func ("/transfer/symmetric", test_symmetric);
  g_test_add_func ("/transfer/foundation", test_foundation);
  g_test_add_func ("/transfer/refused", test_refused);
  return g_test_run ();
}
