#include "head/head-guess.h"

#include "head/head-loose.h"
#include "head/head-mixture.h"
#include "head/head-view.h"
#include "image/color.h"
#include "makeup/guided.h"
#include "makeup/mask.h"

#include <math.h>
#include <string.h>

#define LIGHTNESS 0.7f /* what a step of L* counts: light varies where colour does not */
#define ROUNDS 4
#define RADIUS 3
#define EPSILON 6.0f /* L*² */
#define DENSITY 0.6f /* what a model counts: neighbours are no independent evidence */
/* Parts of the scalp that have another colour than skin: that is light on a bald head; hair for
 * sure. */
#define BALD 0.1f
#define HAIRY 0.4f
#define MANY 60.0f /* cells that a model needs */

typedef enum
{
  SKIN,
  HAIR,
  CLOTHES,
  BEHIND,
  N_KINDS
} Kind;

static const int gaussians[N_KINDS] = { 3, 3, 4, 4 };

typedef struct
{
  int side, n;
  float *planes; /* L · LIGHTNESS, a, b */
  float *cells;  /* as the network sees them, channels last */
  const guint8 *person;
  float *across, *up; /* of the face: ±1 at its sides; 0 at the chin, 1 at the top of the mesh */
  VanityMask *guide, *share[N_KINDS];
  VanityHeadMixture models[N_KINDS];
  float skin_lightness, hair_lightness; /* as planes have it */
  gboolean doubtful;                    /* whether there is hair */
} Guess;

static float
cell (const Guess *self, int i, VanityHeadViewChannel channel)
{
  return self->cells[i * VANITY_HEAD_VIEW_CHANNELS + (int)channel];
}

static float
step (float from, float to, float x)
{
  float t = CLAMP ((x - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

/* Along the face from chin to forehead, and from its middle to its left side. */
static gboolean
lay_axes (Guess *self, const VanityPoint *points)
{
  const VanityPoint *top = &points[10], *chin = &points[152], *right = &points[234],
                    *left = &points[454];
  float ux = top->x - chin->x, uy = top->y - chin->y, uu = ux * ux + uy * uy;
  float width = hypotf (left->x - right->x, left->y - right->y) / 2, height = sqrtf (uu);
  float sx = -uy / height, sy = ux / height;
  float middle
      = ((left->x + right->x) / 2 - chin->x) * sx + ((left->y + right->y) / 2 - chin->y) * sy;

  if (!(height > 4 && width > 0.15f * height))
    return FALSE;
  for (int i = 0; i < self->n; i++)
    {
      float x = (float)(i % self->side) + 0.5f - chin->x;
      float y = (float)(i / self->side) + 0.5f - chin->y;

      self->up[i] = (x * ux + y * uy) / uu;
      /* The middle of a turned head leans over from the chin to the ears. */
      self->across[i] = (x * sx + y * sy - middle * CLAMP (self->up[i] * 1.6f, 0.0f, 1.0f)) / width;
    }
  return TRUE;
}

/* Log of how much a kind is to be expected, before its colour is looked at. */
static float
expect (const Guess *self, int i, Kind kind)
{
  float t = self->up[i], s = fabsf (self->across[i]);
  float face = cell (self, i, VANITY_HEAD_VIEW_FACE), p = (float)self->person[i] / 255;
  float person = logf (p + 0.03f), lower = 1 - step (0.60f, 0.85f, t);
  float inside, outside = 0;

  switch (kind)
    {
    case BEHIND:
      return logf (1 - p + 0.03f) - 8 * face;
    case SKIN:
      inside = 0;
      if (t > 0.95f)
        outside = -1.0f - 2 * step (1.0f, 1.25f, t);
      else if (t > 0.1f)
        outside = -1 - 4 * step (1.2f, 1.5f, s);
      else
        outside = -0.3f - 2.5f * step (0.75f, 1.4f, s) - 1.5f * step (0.3f, 0.7f, -t);
      break;
    case HAIR:
      inside = -1.5f - 5 * lower * (1 - 0.5f * step (0.7f, 1.0f, s));
      outside = t > 0.3f ? -0.3f
                         : -0.5f - 3.5f * (1 - step (0.5f, 0.9f, s)) - 2 * step (0.05f, 0.3f, -t);
      /* Shiny skin is no hair, where hair is darker. */
      if (self->models[HAIR].count > 0 && self->planes[i] > self->skin_lightness - 3)
        {
          float darker = step (4, 14, self->skin_lightness - self->hair_lightness);

          inside -= 2 + 4 * darker;
          outside -= 4 * darker * (1 - step (1.2f, 1.4f, t));
        }
      break;
    default:
      inside = -12;
      outside = -7 * step (-0.1f, 0.2f, t - 0.12f * step (1.0f, 1.3f, s))
                - 1.5f * (1 - step (0.0f, 0.15f, -t));
      break;
    }
  return person + face * inside + (1 - face) * outside;
}

/* Where each kind is sure to be, as the first weights. */
static void
seed (Guess *self, Kind kind, float *weight)
{
  int candidates = 0, kept = 0;

  for (int i = 0; i < self->n; i++)
    {
      float t = self->up[i], s = fabsf (self->across[i]);
      float p = (float)self->person[i] / 255, face = cell (self, i, VANITY_HEAD_VIEW_FACE);
      float part = cell (self, i, VANITY_HEAD_VIEW_LIPS) + cell (self, i, VANITY_HEAD_VIEW_EYES)
                   + cell (self, i, VANITY_HEAD_VIEW_BROWS)
                   + cell (self, i, VANITY_HEAD_VIEW_MOUTH);
      gboolean is = FALSE;
      float color[3]
          = { self->planes[i], self->planes[self->n + i], self->planes[2 * self->n + i] };

      switch (kind)
        {
        case SKIN:
          is = face > 0.9f && part < 0.01f && t > 0.15f && t < 0.8f && s < 0.8f;
          break;
        case HAIR:
          is = p > 0.6f && face < 0.01f && t > 0.5f && (t > 1.03f || s > 1.1f);
          break;
        case CLOTHES:
          is = p > 0.7f && t < (s > 1.3f ? 0.0f : -0.12f) && face < 0.01f;
          break;
        default:
          is = p < 0.15f && face < 0.01f;
          break;
        }
      if (kind == HAIR)
        candidates += is;
      if (is && (kind == HAIR || kind == CLOTHES))
        is = vanity_head_mixture_get (&self->models[SKIN], color) < -12.5f;
      if (is && kind == CLOTHES && (s < 1.3f || t > -0.15f))
        is = vanity_head_mixture_get (&self->models[HAIR], color) < -12.5f;
      weight[i] = is;
      kept += is;
    }
  /* Light on a bald head. */
  if (kind == HAIR && (float)kept < BALD * (float)candidates)
    memset (weight, 0, sizeof (float) * (gsize)self->n);
  else if (kind == HAIR)
    self->doubtful = (float)kept < HAIRY * (float)candidates;
}

/* share[kind] ← how likely each is, smoothed along the photo's edges. */
static void
tell_apart (Guess *self)
{
  for (int i = 0; i < self->n; i++)
    {
      float color[3]
          = { self->planes[i], self->planes[self->n + i], self->planes[2 * self->n + i] };
      float score[N_KINDS], best = -INFINITY, sum = 0;

      for (int k = 0; k < N_KINDS; k++)
        {
          float density
              = self->models[k].count > 0 ? vanity_head_mixture_get (&self->models[k], color) : -18;

          score[k] = DENSITY * MAX (density, -22.0f) + expect (self, i, (Kind)k);
          best = MAX (best, score[k]);
        }
      for (int k = 0; k < N_KINDS; k++)
        sum += score[k] = expf (score[k] - best);
      for (int k = 0; k < N_KINDS; k++)
        self->share[k]->data[i] = score[k] / sum;
    }
  for (int k = 0; k < N_KINDS; k++)
    {
      g_autoptr (VanityMask) slope = NULL;
      g_autoptr (VanityMask) offset = NULL;

      vanity_mask_guide (self->share[k], self->guide, RADIUS, EPSILON, &slope, &offset);
      for (int i = 0; i < self->n; i++)
        self->share[k]->data[i]
            = CLAMP (slope->data[i] * self->guide->data[i] + offset->data[i], 0.0f, 1.0f);
    }
}

static void
read_colors (Guess *self, const guint8 *rgb)
{
  float *p = self->planes;
  int n = self->n;

  for (int i = 0; i < n; i++)
    for (int k = 0; k < 3; k++)
      p[k * n + i] = (float)rgb[3 * i + k] / 255;
  vanity_srgb_to_linear_row (p, p, 3 * n);
  vanity_lab_from_linear_planes (p, p + n, p + 2 * n, p, p + n, p + 2 * n, n);
  for (int i = 0; i < n; i++)
    {
      self->guide->data[i] = p[i];
      p[i] *= LIGHTNESS;
    }
}

/* The likeliest of skin, hair and the rest, and how sure that is. */
static void
choose (const Guess *self, int i, gboolean glasses, guint8 *label, guint8 *weight)
{
  float share[3] = { self->share[CLOTHES]->data[i] + self->share[BEHIND]->data[i],
                     self->share[SKIN]->data[i], self->share[HAIR]->data[i] };
  float t = self->up[i], s = fabsf (self->across[i]), sum = share[0] + share[1] + share[2] + 1e-6f;
  gboolean face = cell (self, i, VANITY_HEAD_VIEW_FACE) > 0.5f;
  int best = share[1] > share[0] ? 1 : 0;

  best = share[2] > share[best] ? 2 : best;
  *label = (guint8)best;
  *weight = (guint8)(255 * CLAMP ((share[best] / sum - 0.65f) / 0.25f, 0.0f, 1.0f));
  if (face && s < 0.92f && t < 0.72f && best != VANITY_HEAD_SKIN)
    {
      /* Beard, shadow and nostrils are skin; a dark ring about the eyes may be glasses. */
      *label = VANITY_HEAD_SKIN;
      *weight = glasses && t > 0.4f ? 0 : s < 0.75f ? 255 : 0;
    }
  else if (!face && s < 0.7f && t > -0.35f && t < 0.1f && best == VANITY_HEAD_HAIR)
    *weight = 0; /* a beard, or hair */
}

static float
get_lightness (const VanityHeadMixture *mixture)
{
  float sum = 0;

  for (int g = 0; g < mixture->count; g++)
    sum += mixture->mean[g][0];
  return sum / (float)mixture->count;
}

static float
guess (Guess *self, const VanityPoint *points, gboolean glasses, guint8 *label, guint8 *weight)
{
  g_autofree guint8 *loose = g_malloc ((gsize)self->n);
  g_autofree float *weights = g_new (float, (gsize)self->n);
  double sum = 0;

  for (int k = 0; k < N_KINDS; k++)
    {
      seed (self, (Kind)k, weights);
      if (!vanity_head_mixture_fit (&self->models[k], self->planes, (gsize)self->n, weights,
                                    self->n, gaussians[k], MANY)
          && k == SKIN)
        return 0;
      if (k == SKIN)
        self->skin_lightness = get_lightness (&self->models[SKIN]);
      if (k == HAIR && self->models[HAIR].count > 0)
        self->hair_lightness = get_lightness (&self->models[HAIR]);
    }
  for (int round = 0;; round++)
    {
      tell_apart (self);
      if (round == ROUNDS)
        break;
      for (int k = 0; k < N_KINDS; k++)
        {
          if (self->models[k].count == 0)
            continue;
          for (int i = 0; i < self->n; i++)
            weights[i] = self->share[k]->data[i] > 0.7f ? self->share[k]->data[i] : 0;
          vanity_head_mixture_fit (&self->models[k], self->planes, (gsize)self->n, weights, self->n,
                                   gaussians[k], MANY);
        }
    }
  for (int i = 0; i < self->n; i++)
    {
      VanityHeadClass part;

      choose (self, i, glasses, &label[i], &weight[i]);
      if (vanity_head_view_find_part (self->cells + i * VANITY_HEAD_VIEW_CHANNELS, &part))
        {
          label[i] = (guint8)part;
          weight[i] = 255;
        }
    }
  vanity_head_find_loose_hair (label, points, self->side, loose);
  for (int i = 0; i < self->n; i++)
    {
      if (loose[i])
        label[i] = VANITY_HEAD_BACKGROUND;
      sum += (double)weight[i];
    }
  return self->doubtful ? 0 : (float)(sum / 255 / self->n);
}

float
vanity_head_guess (const guint8 *rgb, const guint8 *person, const VanityPoint *points, int side,
                   gboolean glasses, guint8 *label, guint8 *weight)
{
  VanityRect whole = { 0, 0, side, side };
  VanityAffine plain = { .m = { 1, 0, 0, 0, 1, 0 } };
  int n = side * side;
  g_autofree float *memory = g_new0 (float, (gsize)n *(3 + 2 + VANITY_HEAD_VIEW_CHANNELS));
  Guess self = { .side = side,
                 .n = n,
                 .planes = memory,
                 .across = memory + 3 * n,
                 .up = memory + 4 * n,
                 .cells = memory + 5 * n,
                 .person = person };
  float sure = 0;

  memset (label, 0, (gsize)n);
  memset (weight, 0, (gsize)n);
  self.guide = vanity_mask_new (&whole, NULL, 1);
  for (int k = 0; k < N_KINDS; k++)
    self.share[k] = vanity_mask_new (&whole, NULL, 1);
  read_colors (&self, rgb);
  vanity_head_view_draw (points, &plain, side, self.cells);
  if (lay_axes (&self, points))
    sure = guess (&self, points, glasses, label, weight);
  vanity_mask_free (self.guide);
  for (int k = 0; k < N_KINDS; k++)
    vanity_mask_free (self.share[k]);
  return sure;
}
