#include "makeup/eye-frame.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"

#include <math.h>
#include <string.h>

static const char *const finishes[] = { "satin", "matte", "shimmer", "metallic", NULL };
static const char *const finish_labels[]
    = { N_ ("Satin"), N_ ("Matte"), N_ ("Shimmer"), N_ ("Metallic"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.8),
  VANITY_PARAM_SWATCH ("lid-color", N_ ("Lid"), "#b08a74"),
  VANITY_PARAM_SHARE ("lid-amount", N_ ("Lid amount"), 0.7),
  VANITY_PARAM_SWATCH ("crease-color", N_ ("Crease"), "#7d5a48"),
  VANITY_PARAM_SHARE ("crease-amount", N_ ("Crease amount"), 0.5),
  VANITY_PARAM_SWATCH ("outer-color", N_ ("Outer corner"), "#54382c"),
  VANITY_PARAM_SHARE ("outer-amount", N_ ("Outer corner amount"), 0.3),
  VANITY_PARAM_SWATCH ("inner-color", N_ ("Inner corner"), "#e6cdb8"),
  VANITY_PARAM_SHARE ("inner-amount", N_ ("Inner corner amount"), 0.0),
  VANITY_PARAM_SWATCH ("lower-color", N_ ("Lower line"), "#6b4a3a"),
  VANITY_PARAM_SHARE ("lower-amount", N_ ("Lower line amount"), 0.2),
  VANITY_PARAM_ONE_OF ("finish", N_ ("Lid finish"), finishes, finish_labels),
  VANITY_PARAM_SHARE ("height", N_ ("Height towards the brow"), 0.5),
  VANITY_PARAM_SHARE ("blend", N_ ("Blending"), 0.6),
  VANITY_PARAM_SHARE ("wing", N_ ("Outward sweep"), 0.3),
};

enum
{
  LID,
  INNER,
  CREASE,
  OUTER,
  LOWER,
  N_ZONES
};

/* The brush's settings and the eye's measures at one place of it. */
typedef struct
{
  double height, blend, wing, shine;
  double mm;
  double t;      /* along the eye, 0 inner … 1 outer corner */
  double above;  /* pixels above the upper lash line, or its way out past the corner */
  double lid;    /* from there to the crease, pixels */
  double socket; /* from the crease to the brow, pixels */
  double sheen;  /* how much brighter than its swatch a reflecting powder is here */
} Place;

static double
bell (double x, double sigma)
{
  return exp (-0.5 * x * x / (sigma * sigma));
}

/* Each zone's density, [0, 1], as a brush leaves it: never an edge, except along the lashes. */

static double
get_lid (const Place *p)
{
  double k = p->above / p->lid;

  return (1 - vanity_eye_fade (0.6 - 0.35 * p->blend, 1.0 + 0.35 * p->blend, k))
         * (0.8 + 0.2 * CLAMP (1 - k, 0, 1)) * vanity_eye_fade (-0.05, 0.14, p->t)
         * (1 - vanity_eye_fade (0.9, 1.12 + 0.12 * p->wing, p->t));
}

static double
get_inner (const Place *p)
{
  double along = (p->t - 0.03) * 28 * p->mm, size = (1.8 + 0.9 * p->blend) * p->mm;

  return bell (along, size)
         * bell (p->above - 0.5 * p->mm, size * (p->above < 0.5 * p->mm ? 0.65 : 0.9));
}

static double
get_crease (const Place *p)
{
  double away = p->above - 1.02 * p->lid;
  double under = p->lid * (0.3 + 0.12 * p->blend);
  double over = MAX (p->socket * (0.14 + 0.42 * p->height) * (0.65 + 0.5 * p->blend), p->mm);

  return bell (away, away < 0 ? under : over) * (0.2 + 0.8 * vanity_eye_fade (0.0, 0.6, p->t))
         * vanity_eye_fade (-0.08, 0.12, p->t)
         * (1 - vanity_eye_fade (0.98, 1.26 + 0.3 * p->wing, p->t));
}

static double
get_outer (const Place *p)
{
  double centre = 0.95 + 0.08 * p->wing;
  double width = p->t < centre ? 0.15 + 0.07 * p->blend : 0.1 + 0.06 * p->blend + 0.12 * p->wing;
  double away = p->above - 0.3 * p->lid;
  double corner = bell (p->t - centre, width) * bell (away, p->lid * (0.5 + 0.15 * p->blend));
  /* Carried a little way up into the socket: the "V". */
  double socket = bell (p->t - 0.86, 0.16) * bell (p->above - p->lid, p->lid * 0.35);

  return 1 - (1 - corner) * (1 - 0.55 * socket);
}

/* `below` the lower lash line, pixels. */
static double
get_lower (const Place *p, double below)
{
  return vanity_eye_fade (0.0, 0.8 * p->mm, below)
         * bell (MAX (below - 0.9 * p->mm, 0), (0.9 + 1.3 * p->blend) * p->mm)
         * vanity_eye_fade (0.1, 0.65, p->t) * (1 - vanity_eye_fade (0.96, 1.1, p->t));
}

/* The lid is a ball's: pearl and metal on it shine in the middle and fall off towards the corners
 * and into the crease, also where the bare lid was too matt to show it. */
static double
get_sheen (const Place *p)
{
  double k = p->above / p->lid;

  return 1 + p->shine * (bell (p->t - 0.47, 0.19) * bell (k - 0.42, 0.3) - 0.25);
}

/* All zones at (u, v). */
static void
get_zones (const VanityEyeFrame *frame, Place *p, double u, double v, double zone[N_ZONES])
{
  double line = vanity_eye_curve_get (frame, &frame->upper, u);
  double crease = vanity_eye_curve_get (frame, &frame->crease, u);
  double brow = vanity_eye_curve_get (frame, &frame->brow, u);
  double outside = vanity_eye_fade (0.9, 1.15, u / frame->length);
  double fence;

  p->t = u / frame->length;
  p->above = v - line;
  /* Where the lid folds away or hangs low, what shows of it is made higher: the shadow must be
   * seen with the eye open. */
  p->lid = MAX (crease - line, 4.5 * p->mm * (1 - outside));
  p->socket = MAX (brow - line - p->lid, 2 * p->mm);
  p->sheen = get_sheen (p);

  /* Nothing under the lash line or on the brow, and no further up than asked. */
  fence = vanity_eye_fade ((-0.4 - 1.0 * outside) * p->mm, (0.1 + 1.1 * outside) * p->mm, p->above)
          * (1 - vanity_eye_fade (0.55, 0.95, (p->above - p->lid) / p->socket));
  zone[LID] = fence * get_lid (p);
  zone[CREASE] = fence * get_crease (p);
  zone[OUTER] = fence * get_outer (p);
  zone[INNER] = get_inner (p);
  zone[LOWER] = get_lower (p, vanity_eye_curve_get (frame, &frame->lower, u) - v);
}

typedef struct
{
  VanityRgb color[N_ZONES];
  double amount[N_ZONES];
} Palette;

/* Several powders one over the other as one film: coverage and the mixed pigment. */
typedef struct
{
  VanityMask *coverage;
  VanityMask *pigment[3];
} Blended;

static void
blended_clear (Blended *blended)
{
  vanity_mask_free (blended->coverage);
  for (int c = 0; c < 3; c++)
    vanity_mask_free (blended->pigment[c]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blended, blended_clear)

static gboolean
blended_init (Blended *blended, const VanityRect *rect, const VanityRect *within, int step)
{
  memset (blended, 0, sizeof *blended);
  blended->coverage = vanity_mask_new (rect, within, step);
  for (int c = 0; c < 3 && blended->coverage != NULL; c++)
    blended->pigment[c] = vanity_mask_new (rect, within, step);
  return blended->coverage != NULL;
}

/* Lays zones first … last over one another at sample `at`. */
static void
blend_zones (Blended *blended, gsize at, const Palette *palette, const double *zone, int first,
             int last, double sheen)
{
  double covered = 0, rgb[3] = { 0, 0, 0 }, sum[3] = { 0, 0, 0 }, weight = 0;

  for (int z = first; z <= last; z++)
    {
      const VanityRgb *color = &palette->color[z];
      double a = palette->amount[z] * zone[z];
      double bright = z == LID ? sheen : 1;
      double one[3]
          = { bright * (double)color->r, bright * (double)color->g, bright * (double)color->b };

      for (int c = 0; c < 3; c++)
        {
          rgb[c] = rgb[c] * (1 - a) + one[c] * a;
          sum[c] += one[c] * (palette->amount[z] * (zone[z] + 1e-6));
        }
      covered = 1 - (1 - covered) * (1 - a);
      weight += palette->amount[z] * (zone[z] + 1e-6);
    }
  blended->coverage->data[at] = (float)covered;
  for (int c = 0; c < 3; c++)
    if (covered > 1e-4)
      blended->pigment[c]->data[at] = (float)(rgb[c] / covered);
    else if (weight > 0)
      blended->pigment[c]->data[at] = (float)(sum[c] / weight);
}

static void
lay_blended (const VanityLayer *layer, VanityCanvas *canvas, const VanityEyeFrame *frame,
             const Blended *blended, const VanityMask *guard, VanityFilmFinish finish)
{
  gboolean bright = finish == VANITY_FILM_FINISH_SHIMMER || finish == VANITY_FILM_FINISH_METALLIC;
  g_autoptr (VanityMask) coverage = vanity_mask_copy (guard);
  VanityRgb none = { 0, 0, 0 };
  VanityFilm film;

  vanity_mask_multiply (coverage, blended->coverage);
  film = (VanityFilm)VANITY_FILM_INIT (coverage, none);
  film.opacity = vanity_layer_get_number (layer, "opacity");
  for (int c = 0; c < 3; c++)
    film.pigments[c] = blended->pigment[c];
  film.body = bright ? 0.8 : 0.76;
  film.finish = finish;
  film.side = frame->left ? VANITY_CANVAS_LEFT : VANITY_CANVAS_RIGHT;
  /* Powder's shimmer, not glitter. */
  film.shine = finish == VANITY_FILM_FINISH_SHIMMER ? 0.5 : 0.9;
  vanity_canvas_lay (canvas, &film);
}

static void
draw_eye (const VanityLayer *layer, VanityCanvas *canvas, const VanityEyeFrame *frame,
          const Palette *palette)
{
  VanityFilmFinish finish = vanity_film_finish_parse (vanity_layer_get_choice (layer, "finish"));
  Place place = {
    .height = vanity_layer_get_number (layer, "height"),
    .blend = vanity_layer_get_number (layer, "blend"),
    .wing = vanity_layer_get_number (layer, "wing"),
    .shine = finish == VANITY_FILM_FINISH_METALLIC  ? 0.75
             : finish == VANITY_FILM_FINISH_SHIMMER ? 0.4
                                                    : 0,
    .mm = frame->mm,
  };
  VanityRect rect = vanity_eye_frame_get_rect (
      frame, -0.35 * frame->length, 1.75 * frame->length, -9 * frame->mm,
      vanity_eye_curve_get (frame, &frame->brow, 0.6 * frame->length) + 6 * frame->mm);
  int step = MAX (1, (int)(0.35 * frame->mm));
  g_autoptr (VanityMask) guard = NULL;
  g_auto (Blended) lid = { 0 };
  g_auto (Blended) socket = { 0 };

  if (!blended_init (&lid, &rect, &canvas->rect, step)
      || !blended_init (&socket, &rect, &canvas->rect, step))
    return;
  for (int j = 0; j < lid.coverage->height; j++)
    for (int i = 0; i < lid.coverage->width; i++)
      {
        gsize at = (gsize)j * (gsize)lid.coverage->width + (gsize)i;
        double zone[N_ZONES], u, v;

        vanity_eye_frame_from_photo (frame, lid.coverage->rect.x + (i + 0.5) * step,
                                     lid.coverage->rect.y + (j + 0.5) * step, &u, &v);
        get_zones (frame, &place, u, v, zone);
        blend_zones (&lid, at, palette, zone, LID, INNER, place.sheen);
        blend_zones (&socket, at, palette, zone, CREASE, LOWER, 1);
      }

  guard = vanity_eye_frame_new_guard (frame, canvas, &rect, TRUE);
  if (palette->amount[LID] + palette->amount[INNER] > 0)
    lay_blended (layer, canvas, frame, &lid, guard, finish);
  /* What shapes the socket is matte whatever shines on the lid. */
  lay_blended (layer, canvas, frame, &socket, guard, VANITY_FILM_FINISH_MATTE);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  static const char *const zones[N_ZONES] = { "lid", "inner", "crease", "outer", "lower" };
  VanityFilmFinish finish = vanity_film_finish_parse (vanity_layer_get_choice (layer, "finish"));
  gboolean bright = finish == VANITY_FILM_FINISH_SHIMMER || finish == VANITY_FILM_FINISH_METALLIC;
  Palette palette;

  for (int z = 0; z < N_ZONES; z++)
    {
      g_autofree char *color = g_strconcat (zones[z], "-color", NULL);
      g_autofree char *amount = g_strconcat (zones[z], "-amount", NULL);
      gboolean shines = bright && z <= INNER;

      palette.color[z] = vanity_canvas_adapt (canvas, vanity_layer_get_color (layer, color),
                                              shines       ? 26
                                              : z == INNER ? 16
                                                           : 9,
                                              60);
      palette.amount[z] = 0.9 * vanity_layer_get_number (layer, amount);
    }
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);

      if (frame != NULL && frame->sight > 0 && vanity_canvas_wants_side (canvas, left))
        draw_eye (layer, canvas, frame, &palette);
    }
}

const VanityLayerKind vanity_eyeshadow_kind = {
  .id = "eyeshadow",
  .label = N_ ("Eyeshadow"),
  .group = VANITY_LAYER_GROUP_EYES,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};
