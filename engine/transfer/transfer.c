#include "transfer/transfer.h"

#include "base/error.h"
#include "transfer/foundation.h"
#include "transfer/hold.h"
#include "transfer/symmetry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each part has two references at most. */
#define MOST_REFERENCES (2 * VANITY_N_CHANGES)

/* What one reference gives. */
typedef struct
{
  VanityReference *reference;
  VanityChange *change;
  float *layer;
} Reading;

typedef struct
{
  Reading all[MOST_REFERENCES];
  int n;
} Readings;

static void
readings_clear (Readings *readings)
{
  for (int i = 0; i < readings->n; i++)
    {
      vanity_change_free (readings->all[i].change);
      g_free (readings->all[i].layer);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Readings, readings_clear)

static const VanityChangePart tint_parts[VANITY_N_TINTS] = {
  [VANITY_TINT_LIPS] = VANITY_CHANGE_LIPS,
  [VANITY_TINT_LIDS] = VANITY_CHANGE_EYES,
  [VANITY_TINT_CHEEKS] = VANITY_CHANGE_CHEEKS,
  [VANITY_TINT_BROWS] = VANITY_CHANGE_BROWS,
};

void
vanity_transfer_wish_init (VanityTransferWish *wish, VanityReference *reference)
{
  memset (wish, 0, sizeof *wish);
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    wish->parts[k].from = reference;
  wish->symmetric = TRUE;
  wish->fit = 1;
}

void
vanity_transfer_result_free (VanityTransferResult *result)
{
  if (result == NULL)
    return;
  vanity_change_free (result->change);
  g_free (result->layer);
  g_free (result);
}

/* How much of a part one of its references gives, [0, 1]. */
static double
get_share (const VanityTransferWish *wish, int part, const VanityReference *reference)
{
  const VanityTransferPart *own = &wish->parts[part];
  double blend = own->to != NULL && own->from != NULL ? own->blend : own->to != NULL;
  double share = (own->from == reference ? 1 - blend : 0) + (own->to == reference ? blend : 0);

  return reference->available[part] ? share : 0;
}

/* ---- What is asked for ---- */

static gboolean
check_number (const char *name, double value, GError **error)
{
  if (value >= 0 && value <= 1)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "%s is %g, and should be from 0 to 1", name,
               value);
  return FALSE;
}

static gboolean
check_size (const char *name, int is, int should, GError **error)
{
  if (is == should)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "%s has %d × %d texels, and the model works on %d × %d", name, is, is, should,
               should);
  return FALSE;
}

static gboolean
check_wish (const VanityTransferWish *wish, int size, const VanityTexture *wearer, GError **error)
{
  if (!check_size ("The wearer", wearer->size, size, error)
      || !check_number ("Foundation", wish->foundation, error)
      || !check_number ("Tone", wish->tone, error) || !check_number ("Fit", wish->fit, error))
    return FALSE;
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      const VanityTransferPart *part = &wish->parts[k];

      if (!check_number ("Blend", part->blend, error)
          || (part->from != NULL
              && !check_size ("A reference", part->from->texture->size, size, error))
          || (part->to != NULL
              && !check_size ("A reference", part->to->texture->size, size, error)))
        return FALSE;
    }
  return TRUE;
}

static void
add_reading (Readings *readings, const VanityTransferWish *wish, int part,
             VanityReference *reference)
{
  if (reference == NULL || get_share (wish, part, reference) <= 0)
    return;
  for (int i = 0; i < readings->n; i++)
    if (readings->all[i].reference == reference)
      return;
  readings->all[readings->n++].reference = reference;
}

/* ---- One reference ---- */

static gboolean
read_reference (Reading *reading, VanityTransferModel *model, const VanityTexture *wearer,
                const VanityTransferWish *wish, GCancellable *cancellable, GError **error)
{
  const VanityTransferFace source = { wearer->rgb, wearer->visibility };
  const VanityTransferFace reference = { reading->reference->rgb, reading->reference->visibility };
  const VanityAtlas *atlas = vanity_atlas_get (wearer->size, error);

  if (atlas == NULL)
    return FALSE;
  reading->layer = g_new (float, VANITY_PAINT_PLANES *(gsize)wearer->size *(gsize)wearer->size);
  reading->change
      = vanity_transfer_model_run (model, &source, &reference, reading->layer, cancellable, error);
  if (reading->change == NULL)
    return FALSE;
  if (wish->symmetric)
    vanity_symmetry_lay (reading->change, reading->layer, wearer, atlas,
                         reading->reference->texture->visibility);
  return vanity_change_hold (reading->change, wearer, error);
}

/* ---- Together ---- */

/* How much of each texel comes from `reading`: parts other than skin share out what the model lays.
 */
static void
measure_share (const VanityTransferWish *wish, const VanityAtlas *atlas, const Reading *reading,
               float *share)
{
  int size = vanity_atlas_get_size (atlas), n = size * size;
  const float *parts[VANITY_CHANGE_SKIN];
  float own[VANITY_CHANGE_SKIN];

  for (int k = 0; k < VANITY_CHANGE_SKIN; k++)
    {
      parts[k] = vanity_change_get_part (atlas, (VanityChangePart)k);
      own[k] = (float)get_share (wish, k, reading->reference);
    }
  for (int i = 0; i < n; i++)
    {
      float sum = 0, all = 0;

      for (int k = 0; k < VANITY_CHANGE_SKIN; k++)
        {
          sum += own[k] * parts[k][i];
          all += parts[k][i];
        }
      share[i] = all > 0 ? sum / all : 0;
    }
}

static void
add_planes (float *to, const float *from, const float *share, int n, int n_planes)
{
  for (int k = 0; k < n_planes; k++)
    for (int i = 0; i < n; i++)
      to[k * n + i] += share[i] * from[k * n + i];
}

/* Swatches are mixed as they cover. */
static void
add_layer (float *to, const float *from, const float *share, int n)
{
  for (int i = 0; i < n; i++)
    {
      float own = share[i] * from[i], all = to[i] + own;

      for (int k = 1; k < 4 && all > 0; k++)
        to[k * n + i] += (from[k * n + i] - to[k * n + i]) * own / all;
      to[i] = all;
      to[4 * n + i] += share[i] * from[4 * n + i];
    }
}

/* `sum`, of which a `share` is no longer `own` but `other`. */
static VanityLab
mix_colours (VanityLab sum, VanityLab other, VanityLab own, double share)
{
  float part = (float)share;

  return (VanityLab){ sum.L + part * (other.L - own.L), sum.a + part * (other.a - own.a),
                      sum.b + part * (other.b - own.b) };
}

/* What the references of a part show of it together; what one of them hides stays the wearer's. */
static VanityTintAim
mix_aims (const VanityTransferWish *wish, const Readings *readings, const VanityTexture *wearer,
          VanityTint tint)
{
  VanityTintAim own[VANITY_N_TINTS], mixed;

  vanity_tint_get_aims (wearer, own);
  mixed = own[tint];
  mixed.known = FALSE;
  for (int v = 0; v < readings->n; v++)
    {
      VanityTintAim aims[VANITY_N_TINTS], *aim = &aims[tint];
      double share = get_share (wish, tint_parts[tint], readings->all[v].reference);

      vanity_tint_get_aims (readings->all[v].reference->texture, aims);
      if (share <= 0 || !aim->known)
        continue;
      if (share >= 1)
        return *aim;
      mixed.known = TRUE;
      mixed.skin = mix_colours (mixed.skin, aim->skin, own[tint].skin, share);
      mixed.tint = mix_colours (mixed.tint, aim->tint, own[tint].tint, share);
    }
  return mixed;
}

static void
mix_readings (const VanityTransferWish *wish, const Readings *readings, const VanityAtlas *atlas,
              VanityTransferResult *result)
{
  int size = vanity_atlas_get_size (atlas), n = size * size;
  g_autofree float *share = g_new (float, (gsize)n);

  for (int v = 0; v < readings->n; v++)
    {
      const Reading *reading = &readings->all[v];

      measure_share (wish, atlas, reading, share);
      add_planes (result->change->coverage, reading->change->coverage, share, n, 1);
      add_planes (result->change->film, reading->change->film, share, n, 3);
      add_planes (result->change->gain, reading->change->gain, share, n, 3);
      add_planes (result->change->offset, reading->change->offset, share, n, 3);
      add_layer (result->layer, reading->layer, share, n);
    }
}

static void
lay_foundation (const VanityTransferWish *wish, const VanityTexture *wearer,
                const VanityAtlas *atlas, VanityTransferResult *result)
{
  const VanityTransferPart *part = &wish->parts[VANITY_CHANGE_SKIN];
  VanityReference *both[] = { part->from, part->to };

  for (int i = 0; i < 2; i++)
    {
      double share = both[i] == NULL || (i == 1 && both[0] == both[1])
                         ? 0
                         : get_share (wish, VANITY_CHANGE_SKIN, both[i]);

      if (share > 0)
        vanity_foundation_lay (result->change, wearer, both[i], atlas, share * wish->foundation,
                               share * wish->tone);
    }
}

VanityTransferResult *
vanity_transfer_run (VanityTransferModel *model, const VanityTexture *wearer,
                     const VanityTransferWish *wish, GCancellable *cancellable, GError **error)
{
  int size = vanity_transfer_model_get_size (model);
  const VanityAtlas *atlas = vanity_atlas_get (size, error);
  g_autoptr (VanityTransferResult) result = NULL;
  g_auto (Readings) readings = { .n = 0 };
  VanityTintAim aims[VANITY_N_TINTS];

  if (atlas == NULL || !check_wish (wish, size, wearer, error))
    return NULL;
  for (int k = 0; k < VANITY_CHANGE_SKIN; k++)
    {
      add_reading (&readings, wish, k, wish->parts[k].from);
      add_reading (&readings, wish, k, wish->parts[k].to);
    }
  for (int v = 0; v < readings.n; v++)
    if (!read_reference (&readings.all[v], model, wearer, wish, cancellable, error))
      return NULL;
  result = g_new0 (VanityTransferResult, 1);
  result->change = vanity_change_new (size);
  result->layer = g_new0 (float, VANITY_PAINT_PLANES *(gsize)size *(gsize)size);
  mix_readings (wish, &readings, atlas, result);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    aims[k] = mix_aims (wish, &readings, wearer, (VanityTint)k);
  if (!vanity_tint_fit_change (result->change, wearer, aims, result->layer, wish->fit, result->fits,
                               error))
    return NULL;
  lay_foundation (wish, wearer, atlas, result);
  return g_steal_pointer (&result);
}
