#include "transfer/recipe-search.h"

#include "base/parallel.h"
#include "image/clones.h"
#include "image/color.h"
#include "makeup/canvas.h"
#include "makeup/render.h"

#include <math.h>
#include <string.h>

/* Differences smaller than this count less and less: CIEDE2000 units. */
#define SMALL 1.5f
/* Weights below this are none. */
#define LEAST_WEIGHT 0.02f
/* Of the damping: where it begins, and how it follows success and failure. */
#define DAMPING 0.03
#define LESS 0.2
#define MORE 6
#define TRIES 3
/* A step that explains less than this is the last. */
#define ENOUGH 0.004

struct _VanitySearch
{
  const VanityAtlas *atlas;
  const float *rgb, *visibility;
  VanityCanvas **canvases; /* one for each thread, made when it is needed; the first always is */
  int n_canvases;
  GCancellable *cancellable;
  int width, texels; /* of the canvas */
  float *under[3];   /* what the face wears beneath */
  float *target;     /* three planes of linear light */
  float *coverage;   /* what vanity_search_get_coverage () gave last */

  int n;         /* texels that are judged */
  int *at;       /* where */
  float *weight; /* of each; they sum to `total` */
  double total;
  float *wanted;  /* what is wanted there: planes of L*, a′, b* */
  float *axes;    /* 5 planes: 1/S_L, the direction of chroma (2), 1/S_C, 1/S_H */
  float *stretch; /* a′ ÷ a*: more where there is little chroma */
};

void
vanity_search_free (VanitySearch *search)
{
  if (search == NULL)
    return;
  for (int i = 0; i < search->n_canvases; i++)
    vanity_canvas_free (search->canvases[i]);
  g_free (search->canvases);
  g_clear_object (&search->cancellable);
  for (int k = 0; k < 3; k++)
    g_free (search->under[k]);
  g_free (search->target);
  g_free (search->coverage);
  g_free (search->at);
  g_free (search->weight);
  g_free (search->wanted);
  g_free (search->axes);
  g_free (search->stretch);
  g_free (search);
}

VanitySearch *
vanity_search_new (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                   const float *wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanitySearch) search = g_new0 (VanitySearch, 1);
  int size = vanity_atlas_get_size (atlas);
  const VanityRect *rect;

  search->n_canvases = vanity_pool_get_threads (vanity_pool_get_default ());
  search->canvases = g_new0 (VanityCanvas *, (gsize)search->n_canvases);
  search->canvases[0] = vanity_canvas_new_atlas (atlas, rgb, visibility, error);
  if (search->canvases[0] == NULL)
    return NULL;
  rect = &search->canvases[0]->rect;
  search->atlas = atlas;
  search->rgb = rgb;
  search->visibility = visibility;
  search->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  search->width = rect->width;
  search->texels = rect->width * rect->height;
  search->target = g_new (float, 3 * (gsize)search->texels);
  search->coverage = g_new0 (float, (gsize)size *(gsize)size);
  for (int k = 0; k < 3; k++)
    {
      search->under[k]
          = g_memdup2 (search->canvases[0]->source[k], sizeof (float) * (gsize)search->texels);
      for (int y = 0; y < rect->height; y++)
        memcpy (search->target + k * search->texels + y * rect->width,
                wanted + (k * size + rect->y + y) * size + rect->x,
                sizeof (float) * (gsize)rect->width);
    }
  return g_steal_pointer (&search);
}

/* Where a texel of the canvas lies in planes of the atlas. */
static int
to_atlas (const VanitySearch *search, int texel)
{
  const VanityRect *rect = &search->canvases[0]->rect;

  return (rect->y + texel / search->width) * vanity_atlas_get_size (search->atlas) + rect->x
         + texel % search->width;
}

/* L*, a′ and b* of the texels judged out of `rgb`. */
static void
look_up (const VanitySearch *search, const float *const rgb[3], float *lab)
{
  int n = search->n;

  for (int k = 0; k < 3; k++)
    for (int i = 0; i < n; i++)
      lab[k * n + i] = rgb[k][search->at[i]];
  vanity_lab_from_linear_planes (lab, lab + n, lab + 2 * n, lab, lab + n, lab + 2 * n, n);
  for (int i = 0; i < n; i++)
    lab[n + i] *= search->stretch[i];
}

/* What a difference from the colour wanted counts in each direction: CIEDE2000's weights, taken at
 * that colour. */
static void
measure_axes (VanitySearch *search)
{
  int n = search->n;

  for (int i = 0; i < n; i++)
    {
      float L = search->wanted[i], a = search->wanted[n + i], b = search->wanted[2 * n + i];
      float chroma = hypotf (a, b), seventh = powf (MIN (chroma, 200.0f) / 25, 7);
      float off = (L - 50) * (L - 50), hue;

      search->stretch[i] = 1.5f - 0.5f * sqrtf (seventh / (seventh + 1));
      a *= search->stretch[i];
      search->wanted[n + i] = a;
      chroma = hypotf (a, b);
      hue = atan2f (b, a);
      search->axes[i] = 1 / (1 + 0.015f * off / sqrtf (20 + off));
      search->axes[n + i] = chroma > 1e-3f ? a / chroma : 1;
      search->axes[2 * n + i] = chroma > 1e-3f ? b / chroma : 0;
      search->axes[3 * n + i] = 1 / (1 + 0.045f * chroma);
      search->axes[4 * n + i]
          = 1
            / (1
               + 0.015f * chroma
                     * (1 - 0.17f * cosf (hue - (float)(G_PI / 6)) + 0.24f * cosf (2 * hue)
                        + 0.32f * cosf (3 * hue + (float)(G_PI / 30))
                        - 0.2f * cosf (4 * hue - (float)(G_PI * 63 / 180))));
    }
}

void
vanity_search_look_at (VanitySearch *search, const float *weight)
{
  const float *const target[3]
      = { search->target, search->target + search->texels, search->target + 2 * search->texels };
  int n = 0;

  for (int i = 0; i < search->texels; i++)
    n += weight[to_atlas (search, i)] > LEAST_WEIGHT;
  search->n = n;
  search->total = 0;
  search->at = g_renew (int, search->at, n);
  search->weight = g_renew (float, search->weight, n);
  search->wanted = g_renew (float, search->wanted, 3 * n);
  search->axes = g_renew (float, search->axes, 5 * n);
  search->stretch = g_renew (float, search->stretch, n);
  n = 0;
  for (int i = 0; i < search->texels; i++)
    {
      float counts = weight[to_atlas (search, i)];

      if (!(counts > LEAST_WEIGHT))
        continue;
      search->stretch[n] = 1;
      search->weight[n] = counts;
      search->total += (double)counts;
      search->at[n++] = i;
    }
  look_up (search, target, search->wanted);
  measure_axes (search);
}

/* Lays `look` over what is under it. */
static void
wear (const VanitySearch *search, VanityCanvas *canvas, const VanityLook *look)
{
  vanity_canvas_clean (canvas);
  for (int k = 0; k < 3; k++)
    memcpy (canvas->worn[k], search->under[k], sizeof (float) * (gsize)search->texels);
  if (look != NULL)
    vanity_canvas_wear (canvas, look, NULL);
}

void
vanity_search_put_under (VanitySearch *search, const VanityLook *look)
{
  VanityCanvas *canvas = search->canvases[0];

  for (int k = 0; k < 3; k++)
    memcpy (search->under[k], canvas->source[k], sizeof (float) * (gsize)search->texels);
  wear (search, canvas, look);
  for (int k = 0; k < 3; k++)
    memcpy (search->under[k], canvas->worn[k], sizeof (float) * (gsize)search->texels);
}

/* What is left at each texel, three planes in units of CIEDE2000, of `look`. */
static void
measure_rest (const VanitySearch *search, VanityCanvas *canvas, const VanityLook *look, float *rest)
{
  const float *const worn[3] = { canvas->worn[0], canvas->worn[1], canvas->worn[2] };
  const float *axes = search->axes;
  int n = search->n;

  wear (search, canvas, look);
  look_up (search, worn, rest);
  for (int i = 0; i < n; i++)
    {
      float a = rest[n + i] - search->wanted[n + i];
      float b = rest[2 * n + i] - search->wanted[2 * n + i];

      rest[i] = (rest[i] - search->wanted[i]) * axes[i];
      rest[n + i] = (a * axes[n + i] + b * axes[2 * n + i]) * axes[3 * n + i];
      rest[2 * n + i] = (b * axes[n + i] - a * axes[2 * n + i]) * axes[4 * n + i];
    }
}

static double
sum_up (const VanitySearch *search, const float *rest)
{
  double sum = 0;
  int n = search->n;

  for (int i = 0; i < n; i++)
    {
      float d2 = rest[i] * rest[i] + rest[n + i] * rest[n + i] + rest[2 * n + i] * rest[2 * n + i];
      float d = sqrtf (d2);

      sum += (double)(search->weight[i] * (d < SMALL ? 0.5f * d2 / SMALL : d - 0.5f * SMALL));
    }
  return search->total > 0 ? sum / search->total : 0;
}

double
vanity_search_judge (VanitySearch *search, const VanityLook *look)
{
  g_autofree float *rest = g_new (float, 3 * (gsize)search->n + 1);

  measure_rest (search, search->canvases[0], look, rest);
  return sum_up (search, rest);
}

gboolean
vanity_search_average (VanitySearch *search, const float *weight, float wanted[3], float light[3])
{
  const VanityCanvas *canvas = search->canvases[0];
  double sums[2][3] = { { 0 } }, total = 0;

  for (int i = 0; i < search->texels; i++)
    {
      double counts = (double)weight[to_atlas (search, i)];
      double x = canvas->rect.x + i % search->width + 0.5;
      double y = canvas->rect.y + i / search->width + 0.5;

      if (counts <= 0)
        continue;
      total += counts;
      for (int k = 0; k < 3; k++)
        {
          sums[0][k] += counts * (double)search->target[k * search->texels + i];
          sums[1][k] += counts * (double)vanity_canvas_sample (canvas->light[k], x, y);
        }
    }
  for (int k = 0; k < 3 && total > 0; k++)
    {
      wanted[k] = (float)(sums[0][k] / total);
      light[k] = (float)(sums[1][k] / total);
    }
  return total > 0;
}

const float *
vanity_search_get_coverage (VanitySearch *search, const VanityLook *look)
{
  VanityCanvas *canvas = search->canvases[0];

  wear (search, canvas, look);
  for (int i = 0; i < search->texels; i++)
    search->coverage[to_atlas (search, i)]
        = MAX (canvas->layer[VANITY_CANVAS_COVERAGE][i], canvas->layer[VANITY_CANVAS_SHINE][i]);
  return search->coverage;
}

gboolean
vanity_search_get_swatch (VanitySearch *search, const float *weight, float swatch[3])
{
  float *const *layer = search->canvases[0]->layer;
  double sums[3] = { 0 }, total = 0;

  for (int i = 0; i < search->texels; i++)
    {
      double counts = (double)(weight[to_atlas (search, i)] * layer[VANITY_CANVAS_COVERAGE][i]);

      total += counts;
      for (int k = 0; k < 3; k++)
        sums[k] += counts * (double)layer[VANITY_CANVAS_RED + k][i];
    }
  for (int k = 0; k < 3 && total > 0; k++)
    swatch[k] = (float)(sums[k] / total);
  return total > 0;
}

typedef struct
{
  VanitySearch *search;
  const VanityLook *look;
  const VanityKnob *knobs;
  const float *rest;
  float *slopes;
  int failed;
} Slopes;

static void
measure_slope (gpointer data, int index, int worker)
{
  Slopes *job = data;
  VanitySearch *search = job->search;
  VanityCanvas **canvas = &search->canvases[worker];
  const VanityKnob *knob = &job->knobs[index];
  g_autoptr (VanityLook) look = NULL;
  int n = 3 * search->n;
  float *slope = job->slopes + (gsize)index * (gsize)n;
  double low, high, value = vanity_knob_get (job->look, knob), step = knob->step;

  if (*canvas == NULL)
    *canvas = vanity_canvas_new_atlas (search->atlas, search->rgb, search->visibility, NULL);
  if (*canvas == NULL || g_cancellable_is_cancelled (search->cancellable))
    {
      g_atomic_int_set (&job->failed, TRUE);
      return;
    }
  vanity_knob_get_range (job->look, knob, &low, &high);
  if (value + step > high)
    step = -step;
  look = vanity_look_copy (job->look);
  vanity_knob_set (look, knob, value + step);
  measure_rest (search, *canvas, look, slope);
  for (int i = 0; i < n; i++)
    slope[i] = (slope[i] - job->rest[i]) / (float)step;
}

/* What each knob does to what is left: a column of 3·n for each. FALSE when cancelled. */
static gboolean
measure_slopes (VanitySearch *search, const VanityLook *look, const VanityKnob *knobs, int n_knobs,
                const float *rest, float *slopes)
{
  Slopes job = { search, look, knobs, rest, slopes, FALSE };

  vanity_pool_run (vanity_pool_get_default (), measure_slope, &job, n_knobs);
  return !job.failed;
}

/* Σ one · other. In many sums at once, or it would have to be done in order. */
VANITY_CLONES static double
multiply (const float *restrict one, const float *restrict other, int n)
{
  float sums[32] = { 0 };
  double sum = 0;
  int i = 0;

  for (; i + 32 <= n; i += 32)
    for (int k = 0; k < 32; k++)
      sums[k] += one[i + k] * other[i + k];
  for (int k = 0; k < 32; k++)
    sum += (double)sums[k];
  for (; i < n; i++)
    sum += (double)(one[i] * other[i]);
  return sum;
}

/* The normal equations, each texel weighted by how far off it is. */
static void
sum_equations (const VanitySearch *search, const float *rest, const float *slopes, int n_knobs,
               double *matrix, double *right)
{
  int n = search->n;
  g_autofree float *counts = g_new (float, 3 * (gsize)n + 1);
  g_autofree float *counted = g_new (float, 3 * (gsize)n + 1);

  for (int i = 0; i < n; i++)
    {
      float d = sqrtf (rest[i] * rest[i] + rest[n + i] * rest[n + i]
                       + rest[2 * n + i] * rest[2 * n + i]);

      counts[i] = counts[n + i] = counts[2 * n + i] = search->weight[i] / MAX (d, SMALL);
    }
  for (int k = 0; k < n_knobs; k++)
    {
      const float *slope = slopes + (gsize)k * (gsize)(3 * n);

      for (int i = 0; i < 3 * n; i++)
        counted[i] = counts[i] * slope[i];
      for (int l = 0; l <= k; l++)
        matrix[k * n_knobs + l] = matrix[l * n_knobs + k]
            = multiply (counted, slopes + (gsize)l * (gsize)(3 * n), 3 * n) / search->total;
      right[k] = -multiply (counted, rest, 3 * n) / search->total;
    }
}

double
vanity_search_improve (VanitySearch *search, VanityLook *look, const VanityKnob *knobs, int n_knobs,
                       int steps)
{
  gsize n = 3 * (gsize)search->n;
  g_autofree float *rest = g_new (float, n + 1);
  g_autofree float *tried = g_new (float, n + 1);
  g_autofree float *slopes = g_new (float, n *(gsize)n_knobs + 1);
  double matrix[VANITY_MAX_KNOBS * VANITY_MAX_KNOBS], right[VANITY_MAX_KNOBS];
  double damping = DAMPING, left;

  g_assert (n_knobs <= VANITY_MAX_KNOBS);
  measure_rest (search, search->canvases[0], look, rest);
  left = sum_up (search, rest);
  for (int step = 0; step < steps && search->n > 0; step++)
    {
      double before = left;
      gboolean better = FALSE;

      if (!measure_slopes (search, look, knobs, n_knobs, rest, slopes))
        return left;
      sum_equations (search, rest, slopes, n_knobs, matrix, right);
      for (int try = 0; try < TRIES && !better; try++)
        {
          double from[VANITY_MAX_KNOBS], to[VANITY_MAX_KNOBS], now;

          vanity_knobs_step (look, knobs, n_knobs, matrix, right, damping, to);
          for (int k = 0; k < n_knobs; k++)
            {
              from[k] = vanity_knob_get (look, &knobs[k]);
              vanity_knob_set (look, &knobs[k], to[k]);
            }
          measure_rest (search, search->canvases[0], look, tried);
          now = sum_up (search, tried);
          better = now < left;
          if (better)
            {
              float *swap = rest;

              rest = tried;
              tried = swap;
              left = now;
              damping *= LESS;
            }
          else
            {
              for (int k = 0; k < n_knobs; k++)
                vanity_knob_set (look, &knobs[k], from[k]);
              damping *= MORE;
            }
        }
      if (!better || before - left < ENOUGH * before)
        break;
    }
  return left;
}
