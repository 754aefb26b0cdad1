#include "transfer/reference.h"

#include "image/photo.h"
#include "portrait.h"
#include "stand-in.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)
#define LIPSTICK "\"kind\": \"lipstick\", \"color\": \"#a01030\", \"opacity\": 1"

/* Hides `region` from the middle of the chart to the left, or everywhere. */
static void
hide (VanityTexture *texture, VanityAtlasRegion region, gboolean everywhere)
{
  const float *map = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), region);

  for (int i = 0; i < TEXELS; i++)
    if (map[i] > 0.5f && (everywhere || i % SIZE < SIZE / 2))
      {
        texture->visibility[i] = 0;
        for (int k = 0; k < 3; k++)
          texture->rgb[k * TEXELS + i] = k == 2; /* blue, which nobody is */
      }
}

static VanityReference *
refer (VanityTexture *texture)
{
  g_autoptr (GError) error = NULL;
  VanityReference *reference
      = vanity_reference_new_from_texture (texture, VANITY_REFERENCE_GOOD, &error);

  g_assert_no_error (error);
  return reference;
}

/* What is hidden on one side is taken from the other, and can be had; on both it cannot. */
static void
test_hidden (void)
{
  static const struct
  {
    VanityAtlasRegion region;
    VanityChangePart part;
  } parts[] = { { VANITY_ATLAS_LIDS, VANITY_CHANGE_EYES },
                { VANITY_ATLAS_BROWS, VANITY_CHANGE_BROWS },
                { VANITY_ATLAS_CHEEKS, VANITY_CHANGE_CHEEKS } };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (int everywhere = 0; everywhere < 2; everywhere++)
      {
        VanityTexture *texture = stand_in_face (0xc8967a, LIPSTICK, SIZE);

        if (texture == NULL)
          return;
        const float *map = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), parts[i].region);
        hide (texture, parts[i].region, everywhere);
        g_autoptr (VanityReference) reference = refer (texture);
        g_autofree char *note = vanity_reference_get_note (reference);
        const char *text = vanity_reference_part_get_text (parts[i].part);

        for (int k = 0; k < VANITY_N_CHANGES; k++)
          g_assert_true (reference->available[k] == (!everywhere || k != (int)parts[i].part));
        g_assert_true (!(reference->flags & VANITY_REFERENCE_COVERED) == !everywhere);
        g_assert_true ((note != NULL && strstr (note, text) != NULL) == everywhere);
        for (int t = 0; t < TEXELS; t++)
          if (map[t] > 0.9f && !everywhere && reference->visibility[t] > 0.9f)
            g_assert_true (reference->rgb[t] > reference->rgb[2 * TEXELS + t]);
      }
}

/* A mask, or a hand, over the mouth hides the skin around it: there are no lips to be had. */
static void
test_mouth (void)
{
  VanityTexture *texture = stand_in_face (0xc8967a, LIPSTICK, SIZE);

  if (texture == NULL)
    return;
  const float *lips = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_LIPS);
  const float *skin = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_SKIN);
  int top = SIZE;
  for (int i = TEXELS - 1; i >= 0; i--)
    if (lips[i] > 0.5f)
      top = i / SIZE;
  for (int i = (top - SIZE / 12) * SIZE; i < TEXELS; i++)
    if (skin[i] > 0)
      texture->visibility[i] = 0;
  g_autoptr (VanityReference) reference = refer (texture);
  g_assert_false (reference->available[VANITY_CHANGE_LIPS]);
  g_assert_true (reference->available[VANITY_CHANGE_EYES]);
  g_assert_true (reference->flags & VANITY_REFERENCE_COVERED);
}

/* Sunglasses, from a photo: no eyes, no brows; lips as ever. */
static void
test_glasses (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  g_autoptr (VanityReference) reference
      = vanity_reference_new (image, &face, SIZE, VANITY_GLASSES_WORN, &error);
  g_assert_no_error (error);
  g_assert_false (reference->available[VANITY_CHANGE_EYES]);
  g_assert_false (reference->available[VANITY_CHANGE_BROWS]);
  g_assert_true (reference->available[VANITY_CHANGE_LIPS]);
  g_assert_cmpfloat (reference->shown[VANITY_CHANGE_EYES], <, 0.1);
}

/* The same in other colours: `matrix` on linear light. */
static void
tint (VanityTexture *texture, const float matrix[9])
{
  for (int i = 0; i < TEXELS; i++)
    {
      float old[3] = { texture->rgb[i], texture->rgb[TEXELS + i], texture->rgb[2 * TEXELS + i] };

      for (int k = 0; k < 3; k++)
        texture->rgb[k * TEXELS + i]
            = matrix[3 * k] * old[0] + matrix[3 * k + 1] * old[1] + matrix[3 * k + 2] * old[2];
    }
}

static void
measure (VanityTexture *texture)
{
  VanityTints tints;

  vanity_tints_measure (vanity_atlas_get (SIZE, NULL), texture->rgb, texture->visibility, &tints);
  texture->skin_known = tints.known;
  texture->skin = tints.skin;
  memcpy (texture->tint, tints.tint, sizeof tints.tint);
}

static void
test_colours (void)
{
  static const struct
  {
    float matrix[9];
    VanityReferenceFlags flag;
  } lights[] = {
    { { 1, 0, 0, 0, 1, 0, 0, 0, 1 }, VANITY_REFERENCE_GOOD },
    { { 0.2f, 0.7f, 0.1f, 0.2f, 0.7f, 0.1f, 0.2f, 0.7f, 0.1f }, VANITY_REFERENCE_GREY },
    { { 0, 1, 0, 1, 0, 0, 0, 0, 1 }, VANITY_REFERENCE_UNLIKE }, /* green */
    { { 0, 0, 1, 0, 1, 0, 1, 0, 0 }, VANITY_REFERENCE_UNLIKE }, /* blue */
    { { 1.2f, 0, 0, 0, 0.9f, 0, 0, 0, 0.05f }, VANITY_REFERENCE_COLOURED },
  };
  const int all = VANITY_REFERENCE_GREY | VANITY_REFERENCE_UNLIKE | VANITY_REFERENCE_COLOURED;

  for (guint i = 0; i < G_N_ELEMENTS (lights); i++)
    {
      VanityTexture *texture = stand_in_face (0xc8967a, LIPSTICK, SIZE);

      if (texture == NULL)
        return;
      tint (texture, lights[i].matrix);
      measure (texture);
      g_test_message ("skin %.0f %.0f %.0f", texture->skin.L, texture->skin.a, texture->skin.b);
      g_autoptr (VanityReference) reference = refer (texture);
      g_assert_cmpint (reference->flags & all, ==, lights[i].flag);
    }
}

/* A face in no makeup is told from one in a red lip. */
static void
test_bare (void)
{
  static const guint32 skins[] = { 0xe8c0a8, 0xc8967a, 0x6b4530 };

  for (guint i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      g_autoptr (VanityReference) made_up = stand_in_reference (skins[i], LIPSTICK, SIZE);
      VanityTexture *texture = stand_in_face (skins[i], NULL, SIZE);

      if (made_up == NULL || texture == NULL)
        return;
      g_test_message ("made up %.2f, bare %.2f", made_up->texture->makeup, texture->makeup);
      texture->makeup = MIN (texture->makeup, 0.3f); /* a painted portrait is no bare face */
      g_autoptr (VanityReference) bare = refer (texture);
      g_assert_false (made_up->flags & VANITY_REFERENCE_BARE);
      g_assert_true (bare->flags & VANITY_REFERENCE_BARE);
    }
}

static void
test_small (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = NULL;

  portrait.width = portrait.height = 60;
  portrait.x = portrait.y = 30;
  portrait.face = 40;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  g_autoptr (VanityReference) tiny
      = vanity_reference_new (image, &face, 256, VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (tiny->flags & VANITY_REFERENCE_TINY);
  face.quality.flags = VANITY_QUALITY_BLURRED | VANITY_QUALITY_DARK | VANITY_QUALITY_TURNED;
  g_autoptr (VanityReference) blurred
      = vanity_reference_new (image, &face, SIZE, VANITY_GLASSES_NONE, &error);
  g_assert_true (blurred->flags & VANITY_REFERENCE_BLURRED);
  g_assert_true (blurred->flags & VANITY_REFERENCE_DARK);
  g_assert_true (blurred->flags & VANITY_REFERENCE_TURNED);
  g_assert_false (blurred->flags & VANITY_REFERENCE_BLOWN);
}

/* Each flag has its own words. */
static void
test_words (void)
{
  for (int i = 0; i < VANITY_REFERENCE_N_FLAGS; i++)
    for (int k = 0; k < i; k++)
      {
        g_assert_cmpstr (vanity_reference_flag_get_id (1 << i), !=,
                         vanity_reference_flag_get_id (1 << k));
        g_assert_cmpstr (vanity_reference_flag_get_text (1 << i), !=,
                         vanity_reference_flag_get_text (1 << k));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/hidden", test_hidden);
  g_test_add_func ("/reference/mouth", test_mouth);
  g_test_add_func ("/reference/glasses", test_glasses);
  g_test_add_func ("/reference/colours", test_colours);
  g_test_add_func ("/reference/bare", test_bare);
  g_test_add_func ("/reference/small", test_small);
  g_test_add_func ("/reference/words", test_words);
  return g_test_run ();
}
