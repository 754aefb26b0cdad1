/* What the renderer does to a face in one frame, pixel by pixel, so that another frame can wear it.
 *
 * In linear light, per channel, worn = source + scale · source + film: `scale` is how a pixel
 * follows the source's own detail (skin's texture under foundation; 0 leaves it alone, −1 hides
 * it), fitted over a few pixels about it as a guided filter does (He, Sun and Tang, "Guided image
 * filtering", 2010); `film` is the rest, the light that the film sends back itself, and is
 * multiplied with how the light has changed since. On the frame it was made of the sheet gives what
 * the renderer gave. */
#pragma once

#include "live/lighting.h"
#include "live/net.h"
#include "makeup/look.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Numbers per pixel, next to each other. */
enum
{
  VANITY_SHEET_SCALE = 0, /* three */
  VANITY_SHEET_FILM = 3,  /* three */
  /* The least and the greatest luminance of the source about here, linear; 0 and 1000 where
   * anything may be. Also where nothing is made up. */
  VANITY_SHEET_LEAST = 6,
  VANITY_SHEET_MOST = 7,
  VANITY_SHEET_NUMBERS = 8
};

/* Side of the blocks in which it is known that nothing is made up. */
#define VANITY_SHEET_BLOCK 8

typedef struct _VanitySheet VanitySheet;
struct _VanitySheet
{
  VanitySheet *eyes; /* what moves with the irises, laid before the rest; NULL: nothing does */
  gboolean of_irises;
  VanityRect rect; /* of what is laid, with a pixel of nothing around; pixels of `net` */
  float *numbers;  /* rect.width × rect.height × VANITY_SHEET_NUMBERS; NULL: nothing is laid */
  guint8 *used;    /* per block: whether anything in it or next to it is made up */
  int blocks;      /* in a row */
  VanityFace face; /* as it was then, in pixels of the frame */
  VanityNet net;   /* the same in pixels of the sheet: those of the frame, or larger ones */
  VanityLitSkin skin;
};

/* A face of one frame, measured: looks are laid on it one after the other, for a sheet each. */
typedef struct _VanityFitting VanityFitting;

/* Of an 8-bit sRGB frame, which is not kept. A face wider than 560 pixels is made smaller for it: a
 * sheet is as fine as is seen, and takes no longer than that. NULL when cancelled or out of memory;
 * a face that cannot be made up gets empty sheets. */
VanityFitting *vanity_fitting_new (const VanityImage *frame, const VanityFace *face,
                                   GCancellable *cancellable, GError **error);
void vanity_fitting_free (VanityFitting *fitting);

/* The sheet of `look`. NULL when cancelled or out of memory. */
VanitySheet *vanity_fitting_wear (VanityFitting *fitting, const VanityLook *look,
                                  GCancellable *cancellable, GError **error);
void vanity_sheet_free (VanitySheet *sheet);

/* A sheet that is worn, and how much of it, [0, 1]. */
typedef struct
{
  const VanitySheet *sheet;
  double weight;
} VanityWornSheet;

/* Lays the sum of the sheets on the face of `frame`, in place. `map` is of `points` (the mesh's, in
 * the frame). Pixels where no sheet is made up keep their bits. */
void vanity_sheets_lay (const VanityWornSheet *sheets, int n_sheets, const VanityNetMap *map,
                        const VanityNet *net, const VanityLitSkin *skin, VanityImage *frame);

/* How far a face has moved away from how it was when the sheet was made, in parts of what makes a
 * new one worth while: 1 and more is too far. `skin` as it is now. */
double vanity_sheet_get_distance (const VanitySheet *sheet, const VanityFace *face,
                                  const VanityLitSkin *skin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFitting, vanity_fitting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySheet, vanity_sheet_free)

G_END_DECLS
