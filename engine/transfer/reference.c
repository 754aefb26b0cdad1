#include "transfer/reference.h"

#include "face/atlas-region.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How made up a face looks (VanityTexture) below which it counts as bare. */
#define BARE 0.8f
/* Pixels of the photo to a texel: a lash line needs more. */
#define TINY 0.35f
/* CIE chroma of skin below which a photo has no colours. */
#define GREY 3
/* Hues of skin under a white light, degrees, and its chroma: of 2,427 portraits one in a hundred
 * lies beyond. */
#define HUE_LOW 15
#define HUE_HIGH 88
#define CHROMA_HIGH 48
/* So many degrees beyond those, where there is more than a hint of colour, no light that people are
 * photographed in makes of skin. */
#define HUE_BEYOND 40
#define HINT 8
/* A texel belongs to a part, or is skin, from here on. */
#define PART 0.5f
/* Of a part's texels as many have to be seen. Beside glasses a quarter of the cheeks is, which
 * tells their blush. */
static const float enough[VANITY_N_CHANGES] = {
  [VANITY_CHANGE_LIPS] = 0.35f,  [VANITY_CHANGE_EYES] = 0.35f, [VANITY_CHANGE_CHEEKS] = 0.2f,
  [VANITY_CHANGE_BROWS] = 0.35f, [VANITY_CHANGE_SKIN] = 0.2f,
};
/* What covers the mouth hides the skin around it, too: a ring so wide, as a part of the chart, of
 * which as much has to be seen. */
#define RING 0.05
#define RING_ENOUGH 0.3f

typedef struct
{
  VanityReferenceFlags flag;
  const char *id;
  const char *text;
} Flag;

/* The gravest first. */
static const Flag flags_known[] = {
  { VANITY_REFERENCE_UNLIKE, "unlike",
    N_ ("Nobody's skin has the colour of this face: is it a drawing or an animal?") },
  { VANITY_REFERENCE_GREY, "grey",
    N_ ("This photo has no colours: what is copied of it has none either.") },
  { VANITY_REFERENCE_BARE, "bare", N_ ("Hardly any makeup can be seen on this face.") },
  { VANITY_REFERENCE_COVERED, "covered",
    N_ ("Hair, glasses, a hand or the border hides part of this face.") },
  { VANITY_REFERENCE_TINY, "tiny",
    N_ ("This face is small in its photo: fine lines of makeup cannot be seen.") },
  { VANITY_REFERENCE_BLURRED, "blurred", N_ ("This photo is blurred: makeup comes out softer.") },
  { VANITY_REFERENCE_DARK, "dark",
    N_ ("This photo is very dark: colours of makeup are hard to tell.") },
  { VANITY_REFERENCE_BLOWN, "blown",
    N_ ("This photo is overexposed: colours of makeup are hard to tell.") },
  { VANITY_REFERENCE_COLOURED, "coloured",
    N_ ("Coloured light lies on this face: colours of makeup are hard to tell.") },
  { VANITY_REFERENCE_TURNED, "turned",
    N_ ("This face is turned away: its hidden side is taken from the other one.") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (flags_known) == VANITY_REFERENCE_N_FLAGS);

static const Flag *
find_flag (VanityReferenceFlags flag)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags_known); i++)
    if (flags_known[i].flag == flag)
      return &flags_known[i];
  g_return_val_if_reached (NULL);
}

const char *
vanity_reference_flag_get_id (VanityReferenceFlags flag)
{
  const Flag *known = find_flag (flag);

  return known != NULL ? known->id : NULL;
}

const char *
vanity_reference_flag_get_text (VanityReferenceFlags flag)
{
  const Flag *known = find_flag (flag);

  return known != NULL ? _ (known->text) : NULL;
}

const char *
vanity_reference_part_get_text (VanityChangePart part)
{
  static const char *const texts[VANITY_N_CHANGES] = {
    [VANITY_CHANGE_LIPS] = N_ ("Its lips cannot be seen."),
    [VANITY_CHANGE_EYES] = N_ ("Its eyes cannot be seen."),
    [VANITY_CHANGE_CHEEKS] = N_ ("Its cheeks cannot be seen."),
    [VANITY_CHANGE_BROWS] = N_ ("Its brows cannot be seen."),
    [VANITY_CHANGE_SKIN] = N_ ("Its skin cannot be seen."),
  };

  g_return_val_if_fail ((int)part >= 0 && part < VANITY_N_CHANGES, NULL);
  return _ (texts[part]);
}

char *
vanity_reference_get_note (const VanityReference *reference)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (flags_known); i++)
    {
      if (!(reference->flags & flags_known[i].flag))
        continue;
      g_ptr_array_add (lines, (gpointer)_ (flags_known[i].text));
      if (flags_known[i].flag != VANITY_REFERENCE_COVERED)
        continue;
      for (int k = 0; k < VANITY_N_CHANGES; k++)
        if (!reference->available[k])
          g_ptr_array_add (lines, (gpointer)vanity_reference_part_get_text ((VanityChangePart)k));
    }
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

/* ---- What can be had ---- */

/* What is hidden on one side and seen on the other is copied from there, and seen. */
static void
fill_hidden (VanityReference *reference, const VanityAtlas *atlas)
{
  const VanityTexture *texture = reference->texture;
  const gint32 *mirror = vanity_atlas_get_mirror (atlas);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  gsize n = (gsize)texture->size * (gsize)texture->size;

  reference->rgb = g_memdup2 (texture->rgb, sizeof (float) * 3 * n);
  reference->visibility = g_new0 (float, n);
  vanity_atlas_restore (atlas, texture->visibility, reference->rgb, 3);
  for (gsize i = 0; i < n; i++)
    if (triangle[i] >= 0)
      reference->visibility[i] = MAX (texture->visibility[i], texture->visibility[mirror[i]]);
}

/* The part of `area`'s texels that is seen. */
static float
measure_seen (const float *visibility, const float *area, int n)
{
  double seen = 0, all = 0;

  for (int i = 0; i < n; i++)
    if (area[i] >= PART)
      {
        seen += (double)visibility[i];
        all++;
      }
  return all > 0 ? (float)(seen / all) : 0;
}

/* How much of the skin close around the mouth is seen. Lips themselves are never taken for hidden.
 */
static float
measure_ring (const VanityReference *reference, const VanityAtlas *atlas)
{
  const float *lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  const float *skin = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  int size = vanity_atlas_get_size (atlas), n = size * size, reach = MAX ((int)(RING * size), 1);
  int left = size, right = -1, top = size, bottom = -1;
  g_autofree float *ring = g_new0 (float, n);

  for (int i = 0; i < n; i++)
    if (lips[i] >= PART)
      {
        left = MIN (left, i % size);
        right = MAX (right, i % size);
        top = MIN (top, i / size);
        bottom = MAX (bottom, i / size);
      }
  for (int y = MAX (top - reach, 0); y <= MIN (bottom + reach, size - 1); y++)
    for (int x = MAX (left - reach, 0); x <= MIN (right + reach, size - 1); x++)
      ring[y * size + x] = skin[y * size + x];
  return measure_seen (reference->visibility, ring, n);
}

static void
judge_parts (VanityReference *reference, const VanityAtlas *atlas)
{
  static const VanityAtlasRegion regions[VANITY_N_CHANGES] = {
    [VANITY_CHANGE_LIPS] = VANITY_ATLAS_LIPS,     [VANITY_CHANGE_EYES] = VANITY_ATLAS_LIDS,
    [VANITY_CHANGE_CHEEKS] = VANITY_ATLAS_CHEEKS, [VANITY_CHANGE_BROWS] = VANITY_ATLAS_BROWS,
    [VANITY_CHANGE_SKIN] = VANITY_ATLAS_BARE,
  };
  int n = reference->texture->size * reference->texture->size;

  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      reference->shown[k]
          = measure_seen (reference->visibility, vanity_atlas_get_region (atlas, regions[k]), n);
      reference->available[k] = reference->shown[k] >= enough[k];
    }
  if (measure_ring (reference, atlas) < RING_ENOUGH)
    reference->available[VANITY_CHANGE_LIPS] = FALSE;
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    if (!reference->available[k])
      reference->flags |= VANITY_REFERENCE_COVERED;
}

/* ---- What stands in the way ---- */

/* How far the hue of skin lies beyond those of people, degrees. */
static double
measure_strangeness (const VanityLab *skin)
{
  double hue = atan2 ((double)skin->b, (double)skin->a) * 180 / G_PI;

  if (hue >= HUE_LOW && hue <= HUE_HIGH)
    return 0;
  if (hue < HUE_LOW - 180)
    hue += 360;
  return hue < HUE_LOW ? MIN (HUE_LOW - hue, hue + 360 - HUE_HIGH)
                       : MIN (hue - HUE_HIGH, HUE_LOW + 360 - hue);
}

static void
judge_colours (VanityReference *reference)
{
  const VanityTexture *texture = reference->texture;
  double chroma = hypot ((double)texture->skin.a, (double)texture->skin.b);
  double strange = measure_strangeness (&texture->skin);

  if (!texture->skin_known)
    return;
  if (chroma < GREY)
    reference->flags |= VANITY_REFERENCE_GREY;
  else if (strange > HUE_BEYOND && chroma > HINT)
    reference->flags |= VANITY_REFERENCE_UNLIKE;
  else if (strange > 0 || chroma > CHROMA_HIGH)
    reference->flags |= VANITY_REFERENCE_COLOURED;
  if (chroma >= GREY && texture->makeup < BARE)
    reference->flags |= VANITY_REFERENCE_BARE;
}

VanityReference *
vanity_reference_new_from_texture (VanityTexture *texture, VanityReferenceFlags flags,
                                   GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, error);
  VanityReference *reference;

  if (atlas == NULL)
    {
      vanity_texture_free (texture);
      return NULL;
    }
  reference = g_atomic_rc_box_new0 (VanityReference);
  reference->texture = texture;
  reference->flags = flags;
  if (texture->scale > 0 && texture->scale < TINY)
    reference->flags |= VANITY_REFERENCE_TINY;
  judge_colours (reference);
  fill_hidden (reference, atlas);
  judge_parts (reference, atlas);
  return reference;
}

VanityReference *
vanity_reference_new (const VanityImage *image, const VanityFace *face, int size,
                      VanityGlasses glasses, GError **error)
{
  static const struct
  {
    VanityQualityFlags quality;
    VanityReferenceFlags flag;
  } told[] = { { VANITY_QUALITY_DARK, VANITY_REFERENCE_DARK },
               { VANITY_QUALITY_BRIGHT, VANITY_REFERENCE_BLOWN },
               { VANITY_QUALITY_BLURRED, VANITY_REFERENCE_BLURRED },
               { VANITY_QUALITY_TURNED, VANITY_REFERENCE_TURNED } };
  VanityTexture *texture = vanity_texture_new (image, face, size, glasses, error);
  VanityReferenceFlags flags = VANITY_REFERENCE_GOOD;

  if (texture == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (face->quality.flags & told[i].quality)
      flags |= told[i].flag;
  return vanity_reference_new_from_texture (texture, flags, error);
}

VanityReference *
vanity_reference_ref (VanityReference *reference)
{
  return g_atomic_rc_box_acquire (reference);
}

static void
clear_reference (gpointer data)
{
  VanityReference *reference = data;

  vanity_texture_free (reference->texture);
  g_free (reference->rgb);
  g_free (reference->visibility);
}

void
vanity_reference_unref (VanityReference *reference)
{
  if (reference != NULL)
    g_atomic_rc_box_release_full (reference, clear_reference);
}
