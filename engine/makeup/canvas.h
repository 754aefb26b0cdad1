/* What layers are laid on: the part of a photo that a face fills, in linear light, with what has
 * been measured of the face.
 *
 * All coordinates are photo pixels (a pixel's centre is at + 0.5), also those of masks and paths;
 * `rect` says which part of the photo there are pixels of. Sizes are given in millimetres of a
 * face 140 mm wide and multiplied by `unit`. Layers read `source`, and change `worn` only through
 * vanity_canvas_lay () (film.h). */
#pragma once

#include "face/atlas.h"
#include "face/face.h"
#include "image/color.h"
#include "image/image.h"
#include "makeup/hints.h"
#include "makeup/layer.h"
#include "makeup/mask.h"

G_BEGIN_DECLS

/* What the photo says about the skin and the light on it. */
typedef struct
{
  VanityLab skin_lab; /* bare skin as photographed: the middle of cheeks, forehead and nose */
  VanityRgb skin;     /* the same in linear light */
  VanityRgb light;    /* what a white, matt surface in place of the cheek would send to the camera:
                         brightness and colour of the light, linear */
  double spread;      /* how far the skin's lightness varies, L* (a robust standard deviation) */
  double contrast;  /* share of the face's shading that its form explains under one light, [0, 1] */
  double toward[3]; /* where the light comes from: unit vector, x to the right, y down, z towards
                       the viewer */
  gboolean known;   /* FALSE: too little skin in sight; the values are those of a middling skin */
} VanityComplexion;

/* The planes of all layers together: a film of one coverage in [0, 1] at each place and one
 * swatch (linear light; 0 where nothing is covered), and the shine added on top, [0, 1]. */
typedef enum
{
  VANITY_CANVAS_COVERAGE,
  VANITY_CANVAS_RED,
  VANITY_CANVAS_GREEN,
  VANITY_CANVAS_BLUE,
  VANITY_CANVAS_SHINE,
  VANITY_CANVAS_LAYER_PLANES
} VanityCanvasLayer;

/* Which sides of the person's face a layer that is being drawn will be seen on. */
typedef enum
{
  VANITY_CANVAS_BOTH,
  VANITY_CANVAS_RIGHT,
  VANITY_CANVAS_LEFT,
} VanityCanvasSide;

struct _VanityCanvas
{
  VanityRect rect;  /* in the photo */
  float *source[3]; /* linear light (linear sRGB), rect.width × rect.height, rows without gaps */
  float *worn[3];   /* the same with the layers laid so far; equal to source to the bit elsewhere */
  float *ground[3]; /* retouched skin, whose texture makeup shows; NULL: source. Else a copy of
                       worn as vanity_canvas_settle () found it */
  VanityRect laid;  /* outside it worn equals source; photo pixels, may be empty */
  VanityFace face;  /* in photo pixels; every point finite */
  double unit;      /* pixels in a millimetre of a face 140 mm wide, > 0 */
  double eye_unit, lip_unit; /* the same about eyes and lips: another in the atlas alone */
  int field_step;            /* pixels from one sample of a field to the next */
  /* The head's axes in the photo: to its left, up and out of the face; unit vectors, x to the
   * right, y down, z away from the viewer. */
  double to_left[3], up[3], out[3];
  VanityComplexion complexion;

  /* Fields: smooth in the face, kept at one sample every `light[0]->step` pixels. */
  VanityMask *light[3];  /* what a white, matt surface would send from here, linear */
  VanityMask *base;      /* luminance of the skin here without its texture, linear */
  VanityMask *chart[3];  /* the canonical face's x (to its left), y (up), z (out), mm; 0 off it */
  VanityMask *normal[3]; /* the surface's normal: x to the right, y down, z towards the viewer */
  VanityMask *visible;   /* 1 on the face as the mesh sees it, 0 off it, soft at the outline */
  gboolean cleared;      /* `visible` says all about what lies over the eyes: in the atlas */
  VanityMask *person;    /* how likely the sample is a person's, [0, 1]; NULL: nobody knows */
  VanityMask *mean[3];   /* the photo averaged over each sample, linear */
  VanityMask *skin;      /* how likely the sample is this person's bare skin, [0, 1] */
  /* Where makeup may lie on the skin, [0, 1]: not on hair, hands, frames, eyeballs, teeth. */
  VanityMask *allow;

  /* In the atlas, what the layers laid so far are together, as vanity_canvas_new_atlas () tells;
   * NULL in photos. Planes as `worn`. */
  float *layer[VANITY_CANVAS_LAYER_PLANES];

  VanityCanvasSide side;
  struct _VanityCanvasHand *hand; /* what was done by hand to the layer being drawn (canvas-hand.h);
                                     NULL: nothing */
  VanityHints *hints;             /* what is known of the photo beyond the face; NULL: nothing */
  /* The whole head, for what does not end with the face: of it there are `rect`, `source`, `worn`,
   * `laid`, `unit` and `hints`, and no fields; hair, which is no film, is written into its `worn`.
   * NULL: nobody asked. */
  VanityCanvas *head;

  struct _VanityCanvasCache *cache;
};

/* NULL only when out of memory (VANITY_ERROR_LIMIT) or the face has no size or lies outside the
 * photo (VANITY_ERROR_VALUE). */
VanityCanvas *vanity_canvas_new (const VanityImage *image, const VanityFace *face, GError **error);
void vanity_canvas_free (VanityCanvas *canvas);

/* A canvas that is the makeup atlas: a face unrolled, `rgb` three planes of linear light and
 * `visibility` one in [0, 1], as vanity_atlas_unwrap () gives them and of its sizes, all copied.
 * Where the face is not seen nothing is laid on the skin. Millimetres are those of the face, also
 * where the chart magnifies it. Looks for no silhouette and no rims: whoever made `visibility`
 * has. Errors as above.
 *
 * Keeps in `layer` what is laid as one opaque film: laid on this face as it is lit,
 * worn ≈ source + coverage · (swatch · light · texture − source), and highlights apart. A product
 * that lets the ground through has the colour that it has on this wearer's ground. */
VanityCanvas *vanity_canvas_new_atlas (const VanityAtlas *atlas, const float *rgb,
                                       const float *visibility, GError **error);

/* A canvas's `head`: the part of the image, whose face it is, that its hints know hair of. NULL as
 * above, and where there are no such hints. */
VanityCanvas *vanity_canvas_new_head (const VanityCanvas *canvas, const VanityImage *image,
                                      GError **error);

/* Takes all layers off. */
void vanity_canvas_clean (VanityCanvas *canvas);

/* Makes what is worn by now the ground of what is laid next. Without memory it stays as it is. */
void vanity_canvas_settle (VanityCanvas *canvas);

/* Lays one layer over what lies there: unless it is muted or has no opacity, its left side with the
 * values of that, one side going over softly into the other in the middle of the face. */
void vanity_canvas_draw (VanityCanvas *canvas, const VanityLayer *layer);

/* For kinds that draw by eye or cheek: whether the one on the person's left (right) will be seen.
 * To save time; what is drawn on the other side is not shown. */
gboolean vanity_canvas_wants_side (const VanityCanvas *canvas, gboolean left);

/* The point of the mesh or an iris. */
static inline const VanityPoint *
vanity_canvas_point (const VanityCanvas *canvas, int index)
{
  return &canvas->face.points[index];
}

/* L* of the source at a place, bilinear; the nearest pixel beyond the canvas. */
float vanity_canvas_get_lightness (const VanityCanvas *canvas, double x, double y);
VanityRgb vanity_canvas_get_source (const VanityCanvas *canvas, double x, double y);

/* A field or mask at a place, bilinear. */
float vanity_canvas_sample (const VanityMask *field, double x, double y);

/* Things that are costly to make and the same for every look: kept under a key, dropped when three
 * looks in a row did not ask for them. `recall` returns NULL when there is none. `remember` takes
 * `thing` over. */
gpointer vanity_canvas_recall (VanityCanvas *canvas, const char *key);
void vanity_canvas_remember (VanityCanvas *canvas, const char *key, gpointer thing,
                             GDestroyNotify destroy);

/* The person's silhouette within `rect` at the photo's resolution: 1 on the person, 0 off, edges
 * the photo's own. NULL when all of it is the person, or nobody knows. Free it. */
VanityMask *vanity_canvas_cut_out (VanityCanvas *canvas, const VanityRect *rect);

/* Light on a white surface there: canvas->light sampled. */
VanityRgb vanity_canvas_get_light (const VanityCanvas *canvas, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCanvas, vanity_canvas_free)

G_END_DECLS
