#include "transfer/remove.h"

#include "base/error.h"
#include "transfer/paint.h"
#include "transfer/uncover.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_LIGHT 1e-3f
/* Of what a stroke leaves of the light around it: from there on down the photo's own detail is the
 * stroke, not skin. */
#define STROKE_LIGHT 0.8f
#define STROKE_DARK 0.45f
/* What is brightened by so much has its detail brightened as well, which is noise then. */
#define GAIN_FINE 2.0f
#define GAIN_COARSE 6.0f
#define MOST_GAINED 0.7f
#define LEAST_TEXTURE 0.35f
/* `found`, and `confidence`, as words. */
#define SOMETHING 0.04f
#define GUESS 0.5f

void
vanity_removal_free (VanityRemoval *removal)
{
  if (removal == NULL)
    return;
  vanity_change_free (removal->change);
  g_free (removal);
}

/* What may change: the parts, where they are seen; neither eyes nor what is between the lips. */
static void
find_lock (const VanityAtlas *atlas, const float *visibility, int n, float *lock)
{
  const float *eyes = vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES);
  const float *mouth = vanity_atlas_get_region (atlas, VANITY_ATLAS_MOUTH);
  const float *skin = vanity_change_get_part (atlas, VANITY_CHANGE_SKIN);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);

  for (int i = 0; i < n; i++)
    {
      float part = triangle[i] < 0 ? 0 : 1 - eyes[i] - mouth[i] - skin[i];

      lock[i] = CLAMP (part * visibility[i], 0.0f, 1.0f);
    }
}

static float
get_step (float value, float none, float all)
{
  float t = CLAMP ((value - none) / (all - none), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

static float
get_luminance (const float *rgb, int n, int i)
{
  return vanity_luminance (rgb[i], rgb[n + i], rgb[2 * n + i]);
}

/* How little the photo's detail is the skin's, [0, 1]. */
static float
get_stroke (const float *rgb, const VanityUncovered *uncovered, int n, int i)
{
  float gain = get_luminance (uncovered->bare, n, i) / MAX (get_luminance (rgb, n, i), LEAST_LIGHT);

  return MAX (get_step (uncovered->stroke[i], STROKE_LIGHT, STROKE_DARK),
              MOST_GAINED * get_step (gain, GAIN_FINE, GAIN_COARSE));
}

/* Whatever film and texture cannot say, of a stroke whose texture is no skin's, is put there as it
 * is. */
static void
write_change (const float *rgb, const VanityUncovered *from, float lock, int i,
              VanityChange *change)
{
  int n = change->size * change->size;
  float texture = get_luminance (rgb, n, i) / MAX (from->base[i], LEAST_LIGHT);
  float stroke = lock * get_stroke (rgb, from, n, i), coverage = lock * from->coverage[i];

  texture = MAX (texture, LEAST_TEXTURE);
  change->coverage[i] = coverage;
  for (int k = 0; k < 3; k++)
    {
      float seen = rgb[k * n + i], bare = seen + lock * (from->bare[k * n + i] - seen);

      change->film[k * n + i] = (bare - (1 - coverage) * seen) / texture;
      change->gain[k * n + i] = -stroke;
      change->offset[k * n + i] = stroke * vanity_srgb_from_linear (CLAMP (bare, 0.0f, 1.0f));
    }
}

static void
measure_parts (const VanityAtlas *atlas, const VanityUncovered *from, const float *lock,
               VanityRemoval *removal)
{
  for (int part = 0; part < VANITY_N_CHANGES; part++)
    {
      const float *share = vanity_change_get_part (atlas, (VanityChangePart)part);
      double all = 0, covered = 0, known = 0;

      removal->confidence[part] = 1;
      if (part == VANITY_CHANGE_SKIN)
        continue;
      for (int i = 0; i < removal->change->size * removal->change->size; i++)
        {
          double weight = (double)(share[i] * lock[i]);
          double worn = weight * (double)from->coverage[i];

          all += weight;
          covered += worn;
          known += worn * (double)from->through[i];
        }
      if (all > 0)
        removal->found[part] = (float)(covered / all);
      if (covered > 0)
        removal->confidence[part] = (float)(known / covered);
    }
}

static gboolean
check_layer (const float *layer, int n, GError **error)
{
  for (int i = 0; i < VANITY_PAINT_PLANES * n; i++)
    if (!isfinite (layer[i]))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     "value %d of what was read of the face is %g, and must be finite", i,
                     (double)layer[i]);
        return FALSE;
      }
  return TRUE;
}

VanityRemoval *
vanity_removal_new (const VanityTexture *texture, const float *layer, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, error);
  int n = texture->size * texture->size;
  g_autofree float *lock = NULL;
  g_autoptr (VanityUncovered) uncovered = NULL;
  VanityRemoval *removal;

  if (atlas == NULL || !check_layer (layer, n, error))
    return NULL;
  lock = g_new (float, (gsize)n);
  find_lock (atlas, texture->visibility, n, lock);
  uncovered = vanity_uncover (atlas, texture, layer, lock, error);
  if (uncovered == NULL)
    return NULL;
  removal = g_new0 (VanityRemoval, 1);
  removal->change = vanity_change_new (texture->size);
  removal->change->removes = TRUE;
  for (int i = 0; i < n; i++)
    if (uncovered->coverage[i] > 0)
      write_change (texture->rgb, uncovered, lock[i], i, removal->change);
  measure_parts (atlas, uncovered, lock, removal);
  return removal;
}

VanityRemoval *
vanity_removal_read (VanityTransferModel *model, const VanityTexture *texture,
                     GCancellable *cancellable, GError **error)
{
  VanityTransferFace face = { texture->rgb, texture->visibility };
  g_autofree float *layer
      = g_new (float, VANITY_PAINT_PLANES *(gsize)texture->size *(gsize)texture->size);
  g_autoptr (VanityChange) worn
      = vanity_transfer_model_run (model, &face, &face, layer, cancellable, error);

  return worn != NULL ? vanity_removal_new (texture, layer, error) : NULL;
}

/* The parts of those that are a guess, or are not, with commas. */
static char *
list_parts (const VanityRemoval *removal, gboolean guessed)
{
  static const char *const words[VANITY_N_CHANGES] = {
    [VANITY_CHANGE_LIPS] = N_ ("lips"),
    [VANITY_CHANGE_EYES] = N_ ("eyes"),
    [VANITY_CHANGE_CHEEKS] = N_ ("cheeks"),
    [VANITY_CHANGE_BROWS] = N_ ("brows"),
    [VANITY_CHANGE_SKIN] = NULL,
  };
  GString *list = g_string_new (NULL);

  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      if (words[k] == NULL || removal->found[k] < SOMETHING
          || (removal->confidence[k] < GUESS) != guessed)
        continue;
      /* Translators: between parts of the face in a list. */
      g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", _ (words[k]));
    }
  return g_string_free (list, FALSE);
}

char *
vanity_removal_get_note (const VanityRemoval *removal)
{
  g_autofree char *guessed = list_parts (removal, TRUE), *seen = list_parts (removal, FALSE);

  if (*guessed == '\0' && *seen == '\0')
    return g_strdup (_ ("Hardly any makeup was found. Foundation cannot be told from skin."));
  if (*guessed == '\0')
    return g_strdup_printf (
        _ ("Taken off: %s. The skin underneath is calculated from what shows through, and may look "
           "different. Foundation cannot be told from skin: it stays."),
        seen);
  if (*seen == '\0')
    return g_strdup_printf (
        _ ("Taken off: %s. The makeup hides the skin underneath: what you see there is a guess "
           "from "
           "how bare faces look. Foundation cannot be told from skin: it stays."),
        guessed);
  return g_strdup_printf (
      _ ("Taken off: %s, where the skin shows through; and %s, where the makeup hides it: what you "
         "see there is a guess from how bare faces look. Foundation cannot be told from skin: it "
         "stays."),
      seen, guessed);
}
