/* Blemishes healed: the spot takes the colour of the skin round it, and the texture of a piece of
 * skin near by. Moles and freckles are pigment, not blood, and belong to the person: they stay
 * unless they are chosen. */
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/retouch.h"
#include "makeup/spots.h"

#include <math.h>

#define PIGMENT 0.5f /* below this share of blood a spot is a mole or freckle */
#define STEP_MM 0.3
#define PLAIN_MM 1.3 /* of the skin without texture */
#define SOFT 0.45    /* of a patch's radius, its edge */
#define WAYS 12      /* that a piece of skin is looked for in */

static const char *const kinds[] = { "blemishes", "all", NULL };
static const char *const kind_labels[]
    = { N_ ("Blemishes only"), N_ ("Moles and freckles too"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.9),
  VANITY_PARAM_ONE_OF ("spots", N_ ("Spots"), kinds, kind_labels),
  VANITY_PARAM_SHARE ("sensitivity", N_ ("Sensitivity"), 0.6),
};

typedef struct
{
  VanityCanvas *canvas;
  const GArray *spots;
  VanityMask *plain[3]; /* the skin as if there were no spots, without texture; logarithms */
  VanityMask *own[3];   /* the same of what is there */
  VanityMask *skin;
} Heal;

static gboolean
is_on_spot (const Heal *heal, double x, double y, double radius)
{
  for (guint i = 0; i < heal->spots->len; i++)
    {
      const VanitySpot *spot = &g_array_index (heal->spots, VanitySpot, i);

      if (hypot (x - spot->x, y - spot->y) < radius + spot->radius)
        return TRUE;
    }
  return FALSE;
}

/* Where the texture comes from: all skin, no spot, as alike as can be. FALSE: nowhere. */
static gboolean
find_donor (const Heal *heal, const VanitySpot *spot, double patch, double *dx, double *dy)
{
  double best = G_MAXDOUBLE;

  for (int ring = 0; ring < 3; ring++)
    for (int way = 0; way < WAYS; way++)
      {
        double a = 2 * G_PI * way / WAYS, away = patch * (2.1 + 0.7 * ring), unlike = 0;
        double x = spot->x + away * cos (a), y = spot->y + away * sin (a);
        gboolean skin = TRUE;

        for (int i = 0; i < 9 && skin; i++)
          {
            double px = x + (i > 0 ? patch * cos (i * G_PI / 4) : 0);
            double py = y + (i > 0 ? patch * sin (i * G_PI / 4) : 0), step;

            skin = vanity_canvas_sample (heal->skin, px, py) > 0.7f;
            for (int k = 0; k < 3; k++)
              {
                step = (double)(vanity_canvas_sample (heal->own[k], px, py)
                                - vanity_canvas_sample (heal->plain[k], spot->x, spot->y));
                unlike += step * step;
              }
          }
        if (skin && unlike < best && !is_on_spot (heal, x, y, 0.8 * patch))
          {
            best = unlike;
            *dx = away * cos (a);
            *dy = away * sin (a);
          }
      }
  return best < G_MAXDOUBLE;
}

static void
heal_spot (const Heal *heal, const VanitySpot *spot, double opacity)
{
  VanityCanvas *canvas = heal->canvas;
  double patch = 1.25 * spot->radius + 1, dx = 0, dy = 0;
  VanityRect rect = vanity_rect_around (spot->x, spot->y, spot->x, spot->y, patch + 1);
  g_autoptr (VanityMask) coverage = NULL;
  VanityMask *put[3];

  if (!find_donor (heal, spot, patch, &dx, &dy))
    return;
  /* Whole pixels: a texture that is sampled between them is a blurred one. */
  dx = round (dx);
  dy = round (dy);
  coverage = vanity_mask_new (&rect, &canvas->rect, 1);
  if (coverage == NULL)
    return;
  for (int k = 0; k < 3; k++)
    put[k] = vanity_mask_new (&rect, &canvas->rect, 1);
  for (int i = 0; i < coverage->width * coverage->height; i++)
    {
      double x = coverage->rect.x + i % coverage->width + 0.5;
      double y = coverage->rect.y + i / coverage->width + 0.5;
      double away = hypot (x - spot->x, y - spot->y) / patch;
      int from_x = (int)(x + dx), from_y = (int)(y + dy);
      double t = CLAMP ((1 - away) / SOFT, 0, 1);
      gsize at;

      from_x = CLAMP (from_x, canvas->rect.x, canvas->rect.x + canvas->rect.width - 1);
      from_y = CLAMP (from_y, canvas->rect.y, canvas->rect.y + canvas->rect.height - 1);
      at = (gsize)(from_y - canvas->rect.y) * (gsize)canvas->rect.width
           + (gsize)(from_x - canvas->rect.x);
      coverage->data[i]
          = (float)(t * t * (3 - 2 * t)) * MIN (vanity_canvas_sample (heal->skin, x, y) * 1.5f, 1);
      for (int k = 0; k < 3; k++)
        put[k]->data[i] = canvas->source[k][at]
                          * expf (vanity_canvas_sample (heal->plain[k], x, y)
                                  - vanity_canvas_sample (heal->own[k], x + dx, y + dy));
    }
  vanity_retouch_lay (canvas, coverage, NULL, opacity, VANITY_BLEND_PUT, put);
}

/* The skin with and without its spots, and where it may be healed. */
static gboolean
heal_init (Heal *heal)
{
  VanityCanvas *canvas = heal->canvas;
  int step = MAX (1, (int)lround (STEP_MM * canvas->unit));
  g_autoptr (VanityMask) clear = NULL;

  if (!vanity_retouch_read (canvas, step, heal->own))
    return FALSE;
  heal->skin = vanity_spots_new_skin (canvas, step);
  clear = vanity_mask_copy (heal->skin);
  for (guint s = 0; s < heal->spots->len; s++)
    {
      const VanitySpot *spot = &g_array_index (heal->spots, VanitySpot, s);
      int reach = (int)ceil (1.2 * spot->radius / step);
      int column = (int)((spot->x - clear->rect.x) / step);
      int row = (int)((spot->y - clear->rect.y) / step);

      for (int j = MAX (row - reach, 0); j <= MIN (row + reach, clear->height - 1); j++)
        for (int i = MAX (column - reach, 0); i <= MIN (column + reach, clear->width - 1); i++)
          if (hypot (i - column, j - row) * step < 1.2 * spot->radius)
            clear->data[j * clear->width + i] = 0;
    }
  for (int k = 0; k < 3; k++)
    heal->plain[k] = vanity_mask_copy (heal->own[k]);
  vanity_mask_blur_weighted (heal->plain, 3, clear, PLAIN_MM * canvas->unit);
  vanity_mask_blur_weighted (heal->own, 3, heal->skin, PLAIN_MM * canvas->unit);
  return TRUE;
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  Heal heal = { .canvas = canvas, .spots = vanity_spots_get (canvas) };
  double opacity = vanity_layer_get_number (layer, "opacity");
  float least = (float)(0.22 * (1 - vanity_layer_get_number (layer, "sensitivity")));
  gboolean all = g_strcmp0 (vanity_layer_get_choice (layer, "spots"), "all") == 0;

  if (heal.spots->len == 0 || !heal_init (&heal))
    return;
  for (guint i = 0; i < heal.spots->len; i++)
    {
      const VanitySpot *spot = &g_array_index (heal.spots, VanitySpot, i);

      if (spot->depth >= least && (all || spot->red >= PIGMENT))
        heal_spot (&heal, spot, opacity);
    }
  vanity_retouch_free (heal.plain);
  vanity_retouch_free (heal.own);
  vanity_mask_free (heal.skin);
}

const VanityLayerKind vanity_blemish_kind = {
  .id = "blemish",
  .label = N_ ("Blemish removal"),
  .group = VANITY_LAYER_GROUP_RETOUCH,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};
