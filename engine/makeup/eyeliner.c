#include "makeup/eye-frame.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/path.h"

#include <math.h>

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.9),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#1c1614"),
  VANITY_PARAM_SHARE ("upper", N_ ("Upper line"), 1.0),
  VANITY_PARAM_SHARE ("lower", N_ ("Lower line"), 0.0),
  VANITY_PARAM_LENGTH ("thickness", N_ ("Thickness"), 0.2, 4.0, 1.0),
  VANITY_PARAM_SHARE ("inner-start", N_ ("Distance from the inner corner"), 0.1),
  VANITY_PARAM_LENGTH ("wing-length", N_ ("Wing length"), 0, 12, 0),
  { .id = "wing-angle",
    .label = N_ ("Wing angle"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = -20,
    .maximum = 30,
    .step = 1,
    .fallback = 0,
    .unit = "°" },
  VANITY_PARAM_SHARE ("softness", N_ ("Softness"), 0.25),
  VANITY_PARAM_SHARE ("tightline", N_ ("Between the lashes"), 0.5),
};

/* An eye is about this long, seen from the front. */
#define EYE_MM 28.0
#define LID_POINTS 40
#define WING_POINTS 16

typedef struct
{
  double thickness; /* pixels */
  double start;     /* of the eye's length */
  double below;     /* how far the line reaches between the lashes, pixels */
  double wing;      /* pixels */
  double angle;     /* of the wing to the eye's axis, radians */
} Liner;

/* A point as far as `height` pixels from the upper lash line, at a right angle to it. */
static VanityKnot
place_above (const VanityEyeFrame *frame, double u, double height)
{
  double slope = vanity_eye_curve_get_slope (frame, &frame->upper, u);
  double scale = height / sqrt (1 + slope * slope);
  VanityKnot knot = { .width = 0 };

  vanity_eye_frame_to_photo (frame, u - slope * scale,
                             vanity_eye_curve_get (frame, &frame->upper, u) + scale, &knot.x,
                             &knot.y);
  return knot;
}

/* The line's thickness at `t`, 0 where it starts … 1 at the outer corner. */
static double
get_thickness (const Liner *liner, double t)
{
  return liner->thickness * (0.22 + 0.78 * vanity_eye_fade (0, 0.8, t)) * sqrt (MIN (1, t / 0.15));
}

/* Where the wing goes: from the outer corner along a slight bow to its tip. */
typedef struct
{
  double u, v;        /* the corner */
  double along, rise; /* corner to tip */
  double hang;        /* how far the bow hangs below the straight way, as a brush leaves the skin */
} Wing;

/* `s` from 0 at the corner to 1 at the tip, `height` above the wing's lower edge. */
static VanityKnot
place_on_wing (const VanityEyeFrame *frame, const Wing *wing, double s, double height)
{
  double length = hypot (wing->along, wing->rise);
  double away = height - 4 * wing->hang * s * (1 - s);
  VanityKnot knot = { .width = 0 };

  vanity_eye_frame_to_photo (frame, wing->u + s * wing->along - away * wing->rise / length,
                             wing->v + s * wing->rise + away * wing->along / length, &knot.x,
                             &knot.y);
  return knot;
}

/* The upper edge, from the wing's tip to where the line starts: one curve that leaves the lid
 * before the corner and fills what lies between lid and wing. */
static VanityPath *
get_upper_edge (const VanityEyeFrame *frame, const Liner *liner, const Wing *wing)
{
  VanityKnot knots[LID_POINTS + 4];
  double winged = vanity_eye_fade (0, 6 * frame->mm, liner->wing);
  double join = 0.95 - 0.24 * winged;
  int n = 0;

  knots[n++] = place_on_wing (frame, wing, 1, 0);
  knots[n++] = place_on_wing (frame, wing, 0.64, 0.5 * liner->thickness);
  knots[n++] = place_on_wing (frame, wing, 0.28, (0.9 + 0.5 * winged) * liner->thickness);
  for (int i = 0; i < LID_POINTS; i++)
    {
      double u = join - (double)i / (LID_POINTS - 1) * (join - liner->start);

      knots[n++] = place_above (frame, u * frame->length,
                                get_thickness (liner, (u - liner->start) / (1 - liner->start)));
    }
  return vanity_path_new (knots, n, FALSE);
}

/* The outline of the upper line: along the lash roots to the corner, out to the wing's tip, and
 * back over the lid. */
static VanityPath *
outline_upper (const VanityEyeFrame *frame, const Liner *liner)
{
  g_autoptr (GArray) knots = g_array_new (FALSE, FALSE, sizeof (VanityKnot));
  g_autoptr (VanityPath) upper_edge = NULL;
  /* Without a wing the line still runs out past the corner, to a point. */
  double reach = MAX (liner->wing, 0.8 * frame->mm + 0.5 * liner->thickness);
  double foreshortened = CLAMP (frame->length / (EYE_MM * frame->mm), 0.35, 1.1);
  /* A wing leaves the lashes a little before they drop into the corner. */
  double leave = 1 - 0.035 * vanity_eye_fade (0, 5 * frame->mm, liner->wing);
  Wing wing = {
    .u = leave * frame->length,
    .v = vanity_eye_curve_get (frame, &frame->upper, leave * frame->length) - 0.5 * liner->below,
    .along = reach * cos (liner->angle) * foreshortened,
    .rise = reach * sin (liner->angle),
    .hang = 0.035 * reach,
  };

  for (int i = 0; i < LID_POINTS; i++)
    {
      double t = (double)i / LID_POINTS;
      VanityKnot knot
          = place_above (frame, frame->length * (liner->start + t * (leave - liner->start)),
                         -liner->below * MIN (1, MIN (t, 1.3 - t) / 0.15));

      g_array_append_val (knots, knot);
    }
  for (int i = 0; i < WING_POINTS; i++)
    {
      VanityKnot knot = place_on_wing (frame, &wing, (double)i / WING_POINTS, 0);

      g_array_append_val (knots, knot);
    }
  upper_edge = get_upper_edge (frame, liner, &wing);
  g_array_append_vals (knots, upper_edge->points, (guint)upper_edge->n);
  return vanity_path_new_polyline ((VanityKnot *)(gpointer)knots->data, (int)knots->len, TRUE);
}

/* Along the roots of the lower lashes, strongest at the outer third, thinning out inwards. */
static VanityPath *
outline_lower (const VanityEyeFrame *frame, const Liner *liner)
{
  VanityKnot knots[LID_POINTS];

  for (int i = 0; i < LID_POINTS; i++)
    {
      double t = (double)i / (LID_POINTS - 1);
      double u = frame->length * (0.25 + 0.74 * t);
      double width
          = liner->thickness * 0.7 * vanity_eye_fade (0, 0.7, t) * sqrt (MIN (1, (1.04 - t) / 0.1));

      vanity_eye_frame_to_photo (frame, u,
                                 vanity_eye_curve_get (frame, &frame->lower, u)
                                     - (0.75 * frame->mm + 0.3 * width)
                                           * vanity_eye_fade (0, 0.12, 1.06 - t),
                                 &knots[i].x, &knots[i].y);
      knots[i].width = width;
    }
  return vanity_path_new (knots, LID_POINTS, FALSE);
}

static void
lay_line (const VanityLayer *layer, VanityCanvas *canvas, const VanityEyeFrame *frame,
          const VanityPath *path, gboolean upper, double amount)
{
  double softness = vanity_layer_get_number (layer, "softness") * (upper ? 1 : 0.6);
  double blur = hypot (0.85 * frame->blur, (softness * 0.6 + (upper ? 0 : 0.2)) * frame->mm);
  g_autoptr (VanityMask) mask = NULL;
  g_autoptr (VanityMask) guard = NULL;
  VanityFilm film;
  VanityRect rect;

  if (amount <= 0 || !vanity_path_get_bounds (path, 3 * blur + 2, &rect))
    return;
  mask = vanity_mask_new (&rect, &canvas->rect, 1);
  if (mask == NULL)
    return;
  if (upper)
    vanity_path_fill (path, mask);
  else
    vanity_path_stroke (path, 1, mask);
  vanity_mask_blur (mask, blur);
  guard = vanity_eye_frame_new_guard (frame, canvas, &rect, !upper);
  vanity_mask_multiply (mask, guard);

  film = (VanityFilm)VANITY_FILM_INIT (mask, vanity_layer_get_color (layer, "color"));
  film.opacity = vanity_layer_get_number (layer, "opacity") * amount;
  film.body = 0.95 - 0.15 * softness;
  film.texture = 0.3 + 0.4 * softness;
  /* It lies over the lid's own shine. */
  film.finish = VANITY_FILM_FINISH_MATTE;
  film.shine = 1.3;
  film.side = frame->left ? VANITY_CANVAS_LEFT : VANITY_CANVAS_RIGHT;
  /* By hand one draws as above the eye. */
  if (!upper && vanity_layer_get_number (layer, "upper") > 0)
    film.added = VANITY_ADDED_NONE;
  vanity_canvas_lay (canvas, &film);
}

static void
draw_eye (const VanityLayer *layer, VanityCanvas *canvas, gboolean left)
{
  const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);
  g_autoptr (VanityPath) upper = NULL;
  g_autoptr (VanityPath) lower = NULL;
  Liner liner;

  if (frame == NULL || frame->sight <= 0 || !vanity_canvas_wants_side (canvas, left))
    return;
  liner.thickness = vanity_layer_get_number (layer, "thickness") * frame->mm;
  liner.start = 0.02 + 0.5 * vanity_layer_get_number (layer, "inner-start");
  liner.below = (0.1 + 0.3 * vanity_layer_get_number (layer, "tightline")) * frame->mm;
  liner.wing = vanity_layer_get_number (layer, "wing-length") * frame->mm;
  liner.angle
      = atan (frame->outer_slope) + vanity_layer_get_number (layer, "wing-angle") * (G_PI / 180);
  upper = outline_upper (frame, &liner);
  lower = outline_lower (frame, &liner);
  lay_line (layer, canvas, frame, lower, FALSE, vanity_layer_get_number (layer, "lower"));
  lay_line (layer, canvas, frame, upper, TRUE, vanity_layer_get_number (layer, "upper"));
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  draw_eye (layer, canvas, FALSE);
  draw_eye (layer, canvas, TRUE);
}

const VanityLayerKind vanity_eyeliner_kind = {
  .id = "eyeliner",
  .label = N_ ("Eyeliner"),
  .group = VANITY_LAYER_GROUP_EYES,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};
