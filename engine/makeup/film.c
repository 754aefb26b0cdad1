#include "makeup/film.h"

#include "base/parallel.h"
#include "image/clones.h"
#include "makeup/canvas-hand.h"
#include "makeup/canvas-private.h"
#include "makeup/grain.h"
#include "makeup/pigment.h"

#include <math.h>
#include <string.h>

/* Coverage below this is none: what a blur leaves far outside. */
#define LEAST_COVERAGE 5e-4f
/* Brighter than the smoothed skin by more than this is reflection, not colour. */
#define HIGHLIGHT 1.12f
#define DARKEST 0.12f
#define MAX_SHADE 1.5f

/* One row's part that is covered; every pointer has `n` values. */
typedef struct
{
  int n;
  float *worn[3];
  const float *source[3];
  const float *coverage, *base, *form, *grain;
  const float *light[3], *pigment[3];
} Row;

/* How a finish treats the source's light and shade. */
typedef struct
{
  float contrast; /* of the texture in the pigment's own colour */
  float bright;   /* gain of highlights */
  float tinted;   /* share of the highlights that takes the pigment's colour */
  float grain;    /* gain of grains */
} Gloss;

static Gloss
get_gloss (const VanityFilm *film)
{
  static const Gloss glosses[] = {
    [VANITY_FILM_FINISH_SATIN] = { 1.0f, 0.85f, 0.3f, 0.0f },
    [VANITY_FILM_FINISH_MATTE] = { 0.88f, 0.25f, 0.3f, 0.0f },
    [VANITY_FILM_FINISH_GLOSS] = { 1.1f, 2.0f, 0.0f, 0.0f },
    [VANITY_FILM_FINISH_SHIMMER] = { 1.05f, 1.2f, 0.4f, 0.45f },
    [VANITY_FILM_FINISH_METALLIC] = { 1.45f, 1.8f, 0.75f, 0.3f },
  };
  Gloss gloss = glosses[film->finish];
  const Gloss plain = glosses[VANITY_FILM_FINISH_SATIN];
  float shine = (float)film->shine;

  gloss.contrast = plain.contrast + shine * (gloss.contrast - plain.contrast);
  gloss.bright = MAX (plain.bright + shine * (gloss.bright - plain.bright), 0.0f);
  gloss.tinted = plain.tinted + shine * (gloss.tinted - plain.tinted);
  gloss.grain *= shine;
  return gloss;
}

VANITY_CLONES static void
lay_cover (const Row *row, float body, float texture, Gloss gloss)
{
  float *restrict wr = row->worn[0], *restrict wg = row->worn[1], *restrict wb = row->worn[2];
  const float *restrict sr = row->source[0], *restrict sg = row->source[1];
  const float *restrict sb = row->source[2], *restrict coverage = row->coverage;
  const float *restrict base = row->base, *restrict grain = row->grain;
  const float *restrict form = row->form;
  const float *restrict lr = row->light[0], *restrict lg = row->light[1];
  const float *restrict lb = row->light[2], *restrict pr = row->pigment[0];
  const float *restrict pg = row->pigment[1], *restrict pb = row->pigment[2];
  float contrast = gloss.contrast * texture;

  for (int i = 0; i < row->n; i++)
    {
      float y = 0.2126f * sr[i] + 0.7152f * sg[i] + 0.0722f * sb[i];
      float ratio = y / form[i], shade = form[i] / base[i], diffuse, excess, white, highest,
            a = coverage[i];
      float light, target[3], tint[3], sparkle = 1.0f + gloss.grain * grain[i];

      ratio = ratio > DARKEST ? ratio : DARKEST;
      diffuse = ratio < HIGHLIGHT ? ratio : HIGHLIGHT;
      excess = (ratio - diffuse) * form[i] * gloss.bright;
      /* Bright parts of a form are in part reflection already. */
      shade = shade > 1.0f ? 1.0f + 0.65f * (shade - 1.0f) : shade;
      shade = shade < MAX_SHADE ? shade : MAX_SHADE;
      diffuse = 1.0f + contrast * (diffuse * shade - 1.0f);
      diffuse = (diffuse > 0.05f ? diffuse : 0.05f) * sparkle;
      light = 0.2126f * lr[i] + 0.7152f * lg[i] + 0.0722f * lb[i];
      highest = pr[i] > pg[i] ? pr[i] : pg[i];
      highest = highest > pb[i] ? highest : pb[i];
      white = (1.0f - gloss.tinted) * excess / (light > 1e-4f ? light : 1e-4f);
      excess = gloss.tinted * excess / (light * highest > 1e-4f ? light * highest : 1e-4f);
      target[0] = lr[i] * (pr[i] * (diffuse + excess) + white);
      target[1] = lg[i] * (pg[i] * (diffuse + excess) + white);
      target[2] = lb[i] * (pb[i] * (diffuse + excess) + white);
      tint[0] = wr[i] * vanity_pigment_transmit (pr[i], highest);
      tint[1] = wg[i] * vanity_pigment_transmit (pg[i], highest);
      tint[2] = wb[i] * vanity_pigment_transmit (pb[i], highest);
      for (int k = 0; k < 3; k++)
        target[k] = tint[k] + body * (target[k] - tint[k]);
      wr[i] = a > 0 ? wr[i] + a * (target[0] - wr[i]) : wr[i];
      wg[i] = a > 0 ? wg[i] + a * (target[1] - wg[i]) : wg[i];
      wb[i] = a > 0 ? wb[i] + a * (target[2] - wb[i]) : wb[i];
    }
}

VANITY_CLONES static void
lay_stain (const Row *row)
{
  float *restrict wr = row->worn[0], *restrict wg = row->worn[1], *restrict wb = row->worn[2];
  const float *restrict coverage = row->coverage, *restrict pr = row->pigment[0];
  const float *restrict pg = row->pigment[1], *restrict pb = row->pigment[2];

  for (int i = 0; i < row->n; i++)
    {
      float highest = pr[i] > pg[i] ? pr[i] : pg[i], a = coverage[i];

      highest = highest > pb[i] ? highest : pb[i];
      wr[i] *= 1.0f + a * (vanity_pigment_transmit (pr[i], highest) - 1.0f);
      wg[i] *= 1.0f + a * (vanity_pigment_transmit (pg[i], highest) - 1.0f);
      wb[i] *= 1.0f + a * (vanity_pigment_transmit (pb[i], highest) - 1.0f);
    }
}

VANITY_CLONES static void
lay_glow (const Row *row, Gloss gloss)
{
  float *restrict wr = row->worn[0], *restrict wg = row->worn[1], *restrict wb = row->worn[2];
  const float *restrict sr = row->source[0], *restrict sg = row->source[1];
  const float *restrict sb = row->source[2], *restrict coverage = row->coverage;
  const float *restrict base = row->base, *restrict grain = row->grain;
  const float *restrict lr = row->light[0], *restrict lg = row->light[1];
  const float *restrict lb = row->light[2], *restrict pr = row->pigment[0];
  const float *restrict pg = row->pigment[1], *restrict pb = row->pigment[2];

  for (int i = 0; i < row->n; i++)
    {
      float y = 0.2126f * sr[i] + 0.7152f * sg[i] + 0.0722f * sb[i];
      float ratio = y / base[i], shine, room[3];

      /* Reflections gather where the skin is already bright, pores stay dark. */
      ratio = ratio < 0.4f ? 0.4f : ratio > 2.0f ? 2.0f : ratio;
      shine = coverage[i] * ratio * ratio * (1.0f + gloss.grain * grain[i]);
      room[0] = 1.0f - wr[i];
      room[1] = 1.0f - wg[i];
      room[2] = 1.0f - wb[i];
      wr[i] += shine * lr[i] * pr[i] * (room[0] > 0 ? room[0] : 0);
      wg[i] += shine * lg[i] * pg[i] * (room[1] > 0 ? room[1] : 0);
      wb[i] += shine * lb[i] * pb[i] * (room[2] > 0 ? room[2] : 0);
    }
}

VANITY_CLONES static void
lay_gain (const Row *row)
{
  for (int k = 0; k < 3; k++)
    {
      float *restrict worn = row->worn[k];
      const float *restrict coverage = row->coverage, *restrict gain = row->pigment[k];

      for (int i = 0; i < row->n; i++)
        worn[i] *= 1.0f + coverage[i] * (gain[i] - 1.0f);
    }
}

VANITY_CLONES static void
lay_put (const Row *row)
{
  for (int k = 0; k < 3; k++)
    {
      float *restrict worn = row->worn[k];
      const float *restrict coverage = row->coverage, *restrict put = row->pigment[k];

      for (int i = 0; i < row->n; i++)
        worn[i] = coverage[i] > 0 ? worn[i] + coverage[i] * (put[i] - worn[i]) : worn[i];
    }
}

typedef struct
{
  VanityCanvas *canvas;
  const VanityFilm *film;
  const VanityMask *base;
  const VanityMask *added;
  VanityRect rect;
  Gloss gloss;
  double grain;
} Lay;

VANITY_CLONES static void
scale_coverage (float *restrict row, float opacity, int n)
{
  for (int i = 0; i < n; i++)
    {
      float a = row[i] * opacity;

      row[i] = a < LEAST_COVERAGE ? 0 : a > 1 ? 1 : a;
    }
}

VANITY_CLONES static void
restrict_coverage (float *restrict row, const float *restrict within, int n)
{
  for (int i = 0; i < n; i++)
    row[i] *= within[i];
}

static void
fill (float *row, float value, int n)
{
  for (int i = 0; i < n; i++)
    row[i] = value;
}

/* `rows`: base, and form where it is a row of its own. */
static void
blend_base (const Lay *lay, const Row *row, int x, int y, const float *own, float *rows)
{
  g_autofree float *plain = g_new (float, (gsize)row->n);
  int n_rows = row->form != row->base ? 2 : 1;

  vanity_mask_get_field_row (lay->canvas->base, y, x, row->n, plain);
  for (int k = 0; k < n_rows; k++)
    for (int i = 0; i < row->n; i++)
      if (own[i] < 1)
        {
          float *at = rows + k * row->n + i;

          *at = MAX (plain[i] + own[i] * (*at - plain[i]), 1e-4f);
        }
}

/* Light, base, pigment and grains under the row's pixels. */
static void
read_fields (const Lay *lay, Row *row, int x, int y, const float *own, float *rows)
{
  const VanityFilm *film = lay->film;
  float pigment[3] = { film->pigment.r, film->pigment.g, film->pigment.b };
  int n = row->n;
  float *next = rows;

  for (int k = 0; k < 3; k++)
    {
      row->pigment[k] = next;
      if (film->pigments[k] != NULL)
        vanity_mask_get_field_row (film->pigments[k], y, x, n, next);
      else
        fill (next, pigment[k], n);
      next += n;
    }
  if (film->blend != VANITY_BLEND_COVER && film->blend != VANITY_BLEND_GLOW)
    return;
  for (int k = 0; k < 3; k++)
    {
      row->light[k] = next;
      vanity_mask_get_field_row (lay->canvas->light[k], y, x, n, next);
      next += n;
    }
  row->base = next;
  vanity_mask_get_field_row (lay->base, y, x, n, next);
  for (int i = 0; i < n; i++)
    next[i] = MAX (next[i], 1e-4f);
  row->form = next;
  next += n;
  if (film->form != NULL)
    {
      row->form = next;
      vanity_mask_get_field_row (film->form, y, x, n, next);
      for (int i = 0; i < n; i++)
        next[i] = MAX (next[i], 1e-4f);
      next += n;
    }
  /* A base that was measured where the kind lies by itself says nothing of elsewhere. */
  if (own != NULL && lay->base != lay->canvas->base)
    blend_base (lay, row, x, y, own, rows + 6 * n);
  row->grain = next;
  if (lay->gloss.grain > 0)
    vanity_grain_row (lay->canvas, lay->grain, y, x, n, next);
  else
    fill (next, 0, n);
}

static void
lay_row (gpointer data, int j, int worker)
{
  const Lay *lay = data;
  VanityCanvas *canvas = lay->canvas;
  int y = lay->rect.y + j, first = 0, last = lay->rect.width;
  g_autofree float *coverage = g_new (float, (gsize)last);
  g_autofree float *own = NULL;
  g_autofree float *rows = NULL;
  gsize start;
  Row row;

  vanity_mask_get_row (lay->film->coverage, y, lay->rect.x, last, coverage);
  while (first < last && !(coverage[first] > 0))
    first++;
  if (first == last && lay->added == NULL)
    return;
  first = 0;
  if (lay->film->within != NULL)
    {
      g_autofree float *within = g_new (float, (gsize)last);

      vanity_mask_get_row (lay->film->within, y, lay->rect.x, last, within);
      restrict_coverage (coverage, within, last);
    }
  if (canvas->hand != NULL)
    {
      own = g_new (float, (gsize)last);
      vanity_canvas_hand_row (canvas, lay->film, lay->added, y, lay->rect.x, last, coverage, own);
    }
  scale_coverage (coverage, (float)lay->film->opacity, last);
  while (first < last && coverage[first] <= 0)
    first++;
  while (last > first && coverage[last - 1] <= 0)
    last--;
  if (first == last)
    return;

  memset (&row, 0, sizeof row);
  row.n = last - first;
  row.coverage = coverage + first;
  start = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width
          + (gsize)(lay->rect.x + first - canvas->rect.x);
  for (int k = 0; k < 3; k++)
    {
      row.worn[k] = canvas->worn[k] + start;
      row.source[k] = (canvas->ground[k] != NULL ? canvas->ground[k] : canvas->source[k]) + start;
    }
  rows = g_new (float, (gsize)row.n * 9);
  read_fields (lay, &row, lay->rect.x + first, y, own != NULL ? own + first : NULL, rows);
  switch (lay->film->blend)
    {
    case VANITY_BLEND_STAIN:
      lay_stain (&row);
      break;
    case VANITY_BLEND_GLOW:
      lay_glow (&row, lay->gloss);
      break;
    case VANITY_BLEND_GAIN:
      lay_gain (&row);
      break;
    case VANITY_BLEND_PUT:
      lay_put (&row);
      break;
    case VANITY_BLEND_COVER:
    default:
      lay_cover (&row, (float)CLAMP (lay->film->body, 0, 1), (float)lay->film->texture, lay->gloss);
      break;
    }
  if (canvas->layer[0] != NULL)
    vanity_canvas_note (canvas, lay->film, start, row.n, row.coverage, row.pigment, row.light,
                        row.base);
}

/* Where the film lies; FALSE for nowhere. */
static gboolean
find_rect (const VanityCanvas *canvas, const VanityMask *coverage, const VanityMask *added,
           VanityRect *rect)
{
  const VanityMask *one = coverage != NULL ? coverage : added, *other = added;
  int right, bottom;
  VanityRect both;

  if (one == NULL)
    return FALSE;
  both = one->rect;
  if (other != NULL)
    {
      right = MAX (both.x + both.width, other->rect.x + other->rect.width);
      bottom = MAX (both.y + both.height, other->rect.y + other->rect.height);
      both.x = MIN (both.x, other->rect.x);
      both.y = MIN (both.y, other->rect.y);
      both.width = right - both.x;
      both.height = bottom - both.y;
    }
  return vanity_rect_intersect (&both, &canvas->rect, rect);
}

void
vanity_canvas_lay (VanityCanvas *canvas, const VanityFilm *film)
{
  Lay lay = { .canvas = canvas, .film = film };

  if (!(film->opacity > 0))
    return;
  lay.added = vanity_canvas_claim (canvas, film);
  if (!find_rect (canvas, film->coverage, lay.added, &lay.rect))
    return;
  vanity_rect_unite (&canvas->laid, &lay.rect);
  lay.base = film->base != NULL ? film->base : canvas->base;
  lay.gloss = get_gloss (film);
  lay.grain = film->grain;
  vanity_pool_run (vanity_pool_get_default (), lay_row, &lay, lay.rect.height);
}

VanityRgb
vanity_canvas_adapt (const VanityCanvas *canvas, VanityRgb pigment, double lift, double drop)
{
  const VanityComplexion *complexion = &canvas->complexion;
  /* The skin as a swatch: what it reflects of the light that is on it. */
  VanityRgb skin = { complexion->skin.r / MAX (complexion->light.r, 1e-3f),
                     complexion->skin.g / MAX (complexion->light.g, 1e-3f),
                     complexion->skin.b / MAX (complexion->light.b, 1e-3f) };

  return vanity_pigment_adapt (pigment, vanity_lab_from_linear (skin), lift, drop);
}

VanityRgb
vanity_canvas_deepen (const VanityCanvas *canvas, VanityRgb pigment, VanityLab own)
{
  VanityRgb light = canvas->complexion.light, skin = canvas->complexion.skin;
  VanityRgb ground = vanity_lab_to_linear (own);
  float lit = MAX (vanity_luminance (light.r, light.g, light.b), 1e-3f);

  return vanity_pigment_deepen (
      pigment, sqrtf (MAX (vanity_luminance (skin.r, skin.g, skin.b), 1e-4f)
                      * MAX (vanity_luminance (ground.r, ground.g, ground.b), 1e-4f))
                   / lit);
}

VanityFilmFinish
vanity_film_finish_parse (const char *id)
{
  static const char *const ids[] = {
    [VANITY_FILM_FINISH_SATIN] = "satin",       [VANITY_FILM_FINISH_MATTE] = "matte",
    [VANITY_FILM_FINISH_GLOSS] = "gloss",       [VANITY_FILM_FINISH_SHIMMER] = "shimmer",
    [VANITY_FILM_FINISH_METALLIC] = "metallic",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return (VanityFilmFinish)i;
  return VANITY_FILM_FINISH_SATIN;
}
