#include "transfer/remove.h"

#include "base/error.h"
#include "portrait.h"
#include "transfer/paint.h"
#include "transfer/wear.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)

/* A drawn face in the atlas, painted with a look, and the truth of both. */
typedef struct
{
  VanityTexture *texture; /* painted */
  float *bare, *layer;
} Painted;

static void
painted_clear (Painted *painted)
{
  g_clear_pointer (&painted->texture, vanity_texture_free);
  g_free (painted->bare);
  g_free (painted->layer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Painted, painted_clear)

/* `json`: the members of a layer, or NULL for none. FALSE where the mesh is not installed. */
static gboolean
paint (guint32 skin, const char *json, Painted *painted)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (GError) error = NULL;

  portrait.skin = skin;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  if (image == NULL)
    return FALSE;
  painted->texture = vanity_texture_new (image, &face, SIZE, VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  painted->bare = g_memdup2 (painted->texture->rgb, sizeof (float) * 3 * TEXELS);
  painted->layer = g_new0 (float, VANITY_PAINT_PLANES *TEXELS);
  if (json == NULL)
    return TRUE;
  g_autoptr (VanityLook) look = portrait_look (json);
  vanity_paint_texture (vanity_atlas_get (SIZE, NULL), painted->bare, painted->texture->visibility,
                        look, painted->texture->rgb, painted->layer, &error);
  g_assert_no_error (error);
  return TRUE;
}

static VanityRemoval *
take_off (const Painted *painted)
{
  g_autoptr (GError) error = NULL;
  VanityRemoval *removal = vanity_removal_new (painted->texture, painted->layer, &error);

  g_assert_no_error (error);
  return removal;
}

static double
measure (const float *one, const float *other, VanityAtlasRegion region)
{
  const float *share = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), region);
  double sum[2][3] = { { 0 } }, weight = 0;
  VanityLab lab[2];

  for (int i = 0; i < TEXELS; i++)
    {
      weight += (double)share[i];
      for (int k = 0; k < 3; k++)
        {
          sum[0][k] += (double)(share[i] * one[k * TEXELS + i]);
          sum[1][k] += (double)(share[i] * other[k * TEXELS + i]);
        }
    }
  for (int k = 0; k < 2; k++)
    lab[k] = vanity_lab_from_linear ((VanityRgb){
        (float)(sum[k][0] / weight), (float)(sum[k][1] / weight), (float)(sum[k][2] / weight) });
  return vanity_lab_delta_e2000 (lab[0], lab[1]);
}

static const guint32 skins[] = { 0xe8c0a8, 0xc8967a, 0x8a5c42 };

/* What was painted comes off: most of the difference to the bare face goes; of a sheer layer nearly
 * all of it. What is not made up keeps its bits. */
static void
test_painted (void)
{
  static const struct
  {
    const char *json;
    VanityAtlasRegion region;
    double left; /* of the difference, at most */
  } cases[] = {
    { "\"kind\": \"lipstick\", \"color\": \"#a01030\", \"opacity\": 0.9", VANITY_ATLAS_LIPS, 0.5 },
    { "\"kind\": \"blush\", \"color\": \"#d05070\", \"opacity\": 0.6", VANITY_ATLAS_CHEEKS, 0.4 },
    { "\"kind\": \"eyeshadow\", \"lid-color\": \"#402838\", \"opacity\": 0.8", VANITY_ATLAS_LIDS,
      0.6 },
  };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_auto (Painted) painted = { .texture = NULL };
        g_autofree float *result = g_new (float, 3 * TEXELS);
        double before, after;

        if (!paint (skins[s], cases[c].json, &painted))
          return;
        g_autoptr (VanityRemoval) removal = take_off (&painted);
        g_assert_true (removal->change->removes);
        vanity_change_apply (removal->change, painted.texture->rgb, NULL, result);
        before = measure (painted.bare, painted.texture->rgb, cases[c].region);
        after = measure (painted.bare, result, cases[c].region);
        g_test_message ("skin %06x, %s: %.2f, then %.2f", skins[s], cases[c].json, before, after);
        g_assert_cmpfloat (before, >, 1.5);
        g_assert_cmpfloat (after, <, cases[c].left * before);
        for (int i = 0; i < TEXELS; i++)
          if (painted.layer[i] == 0 && removal->change->coverage[i] == 0)
            for (int k = 0; k < 3; k++)
              g_assert_true (result[k * TEXELS + i] == painted.texture->rgb[k * TEXELS + i]);
      }
}

/* A face on which nothing was read stays, to the bit; and so does what is hidden. */
static void
test_bare (void)
{
  g_auto (Painted) painted = { .texture = NULL };

  if (!paint (skins[1], NULL, &painted))
    return;
  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (VanityRemoval) removal = take_off (&painted);

      for (int i = 0; i < TEXELS; i++)
        {
          g_assert_cmpfloat (removal->change->coverage[i], ==, 0);
          for (int k = 0; k < 3; k++)
            {
              g_assert_cmpfloat (removal->change->film[k * TEXELS + i], ==, 0);
              g_assert_cmpfloat (removal->change->gain[k * TEXELS + i], ==, 0);
              g_assert_cmpfloat (removal->change->offset[k * TEXELS + i], ==, 0);
            }
        }
      for (int k = 0; k < VANITY_N_CHANGES; k++)
        {
          g_assert_cmpfloat (removal->found[k], ==, 0);
          g_assert_cmpfloat (removal->confidence[k], ==, 1);
        }
      memset (painted.texture->visibility, 0, sizeof (float) * TEXELS);
      for (int i = 0; i < TEXELS; i++)
        painted.layer[i] = 0.7f;
    }
}

/* Lips in their own colour, of which little is read, are bare: they stay. */
static void
test_bare_lips (void)
{
  g_auto (Painted) painted = { .texture = NULL };
  const float *lips;

  if (!paint (skins[1], NULL, &painted))
    return;
  lips = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_LIPS);
  for (int i = 0; i < TEXELS; i++)
    {
      painted.layer[i] = 0.2f * lips[i];
      painted.layer[TEXELS + i] = 0.4f;
    }
  /* Lips as pale as the skin are nobody's in lipstick. */
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < TEXELS; i++)
      if (lips[i] > 0)
        painted.texture->rgb[k * TEXELS + i] *= k == 0 ? 1 : 1.5f;
  g_autoptr (VanityRemoval) removal = take_off (&painted);
  g_assert_cmpfloat (removal->found[VANITY_CHANGE_LIPS], <, 0.01f);
}

/* The more is covered, the less is known; and it is said so. */
static void
test_confidence (void)
{
  float last = 1;

  for (int step = 0; step < 2; step++)
    {
      g_autofree char *json = g_strdup_printf (
          "\"kind\": \"lipstick\", \"color\": \"#a01030\", \"opacity\": %.1f", 0.5 + 0.5 * step);
      g_auto (Painted) painted = { .texture = NULL };
      g_autofree char *note = NULL;

      if (!paint (skins[0], json, &painted))
        return;
      g_autoptr (VanityRemoval) removal = take_off (&painted);
      note = vanity_removal_get_note (removal);
      g_test_message ("%s: found %.2f, confidence %.2f. %s", json,
                      (double)removal->found[VANITY_CHANGE_LIPS],
                      (double)removal->confidence[VANITY_CHANGE_LIPS], note);
      g_assert_cmpfloat (removal->confidence[VANITY_CHANGE_LIPS], <, last);
      last = removal->confidence[VANITY_CHANGE_LIPS];
      if (step == 1)
        {
          g_assert_cmpfloat (last, <, 0.5f);
          g_assert_nonnull (strstr (note, "guess"));
          g_assert_nonnull (strstr (note, "lips"));
        }
    }
}

/* Numbers of a layer may be anything; what comes out can be shown. */
static void
test_odd_layers (void)
{
  static const float odd[] = { -3, 0, 0.5f, 1, 40 };
  g_auto (Painted) painted = { .texture = NULL };
  g_autoptr (GError) error = NULL;

  if (!paint (skins[2], NULL, &painted))
    return;
  for (gsize a = 0; a < G_N_ELEMENTS (odd); a++)
    for (gsize b = 0; b < G_N_ELEMENTS (odd); b++)
      {
        for (int i = 0; i < VANITY_PAINT_PLANES * TEXELS; i++)
          painted.layer[i] = i < TEXELS ? odd[a] : odd[b];
        g_autoptr (VanityRemoval) removal = take_off (&painted);
        for (int i = 0; i < 3 * TEXELS; i++)
          {
            g_assert_true (isfinite (removal->change->film[i]));
            g_assert_true (isfinite (removal->change->offset[i]));
          }
        for (int k = 0; k < VANITY_N_CHANGES; k++)
          {
            g_assert_cmpfloat (removal->confidence[k], >=, 0);
            g_assert_cmpfloat (removal->confidence[k], <=, 1);
          }
      }
  painted.layer[TEXELS + 7] = NAN;
  g_assert_null (vanity_removal_new (painted.texture, painted.layer, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* Lipstick over the border: on a photo it goes from there as well, where none would be laid. */
static void
test_rim (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face), made_up = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (GError) error = NULL;
  int more = 0, less = 0;

  if (image == NULL)
    return;
  look = portrait_look ("\"kind\": \"lip-liner\", \"color\": \"#c00050\", \"opacity\": 1, "
                        "\"overline\": 1");
  made_up = portrait_wear (image, &face, look, 1);
  g_autoptr (VanityChange) change = vanity_change_new (SIZE);
  VanityImage *results[2] = { NULL, NULL };
  for (int i = 0; i < TEXELS; i++)
    change->coverage[i] = 1;
  for (int i = 0; i < 3 * TEXELS; i++)
    change->film[i] = 0.2f;
  for (int k = 0; k < 2; k++)
    {
      const double lips[VANITY_N_CHANGES] = { [VANITY_CHANGE_LIPS] = 1 };
      g_autoptr (VanityWearer) wearer = vanity_wearer_new (made_up, &face, NULL, &error);

      g_assert_no_error (error);
      change->removes = k == 1;
      g_assert_true (vanity_wearer_set_change (wearer, change, NULL, &error));
      results[k] = vanity_wearer_render (wearer, lips, &error);
      g_assert_no_error (error);
    }
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        gboolean laid = !portrait_same (made_up, results[0], x, y);
        gboolean taken = !portrait_same (made_up, results[1], x, y);

        more += taken && !laid;
        less += laid && !taken;
      }
  for (int k = 0; k < 2; k++)
    vanity_image_unref (results[k]);
  g_test_message ("%d pixels more, %d less", more, less);
  g_assert_cmpint (more, >, 20);
  g_assert_cmpint (less, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/remove/painted", test_painted);
  g_test_add_func ("/remove/bare", test_bare);
  g_test_add_func ("/remove/bare-lips", test_bare_lips);
  g_test_add_func ("/remove/confidence", test_confidence);
  g_test_add_func ("/remove/odd-layers", test_odd_layers);
  g_test_add_func ("/remove/rim", test_rim);
  return g_test_run ();
}
