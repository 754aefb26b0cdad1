/* A contact sheet: the same face bare and in several looks, side by side with their names, to be
 * printed or saved. Without GTK: the command line makes the same one. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "makeup/look.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_CONTACT_SHEET_MAX_LOOKS 12

/* Dots per inch of a sheet that is saved as pixels. */
#define VANITY_CONTACT_SHEET_DPI 300
#define VANITY_CONTACT_SHEET_MIN_DPI 72
#define VANITY_CONTACT_SHEET_MAX_DPI 600

typedef enum
{
  VANITY_PAPER_A4,     /* ISO 216 */
  VANITY_PAPER_LETTER, /* ANSI/ASME Y14.1 A */
} VanityPaper;

/* The one that is usual where the person lives. */
VanityPaper vanity_paper_get_default (void);

typedef struct _VanityContactSheet VanityContactSheet; /* reference counted, immutable */

/* `looks` holds VanityLook, at most VANITY_CONTACT_SHEET_MAX_LOOKS, each worn at `strength` in
 * [0, 1]. `image` is kept and must not change; `face`, in its pixels, and the list are copied. */
VanityContactSheet *vanity_contact_sheet_new (VanityImage *image, const VanityFace *face,
                                              GPtrArray *looks, double strength);
VanityContactSheet *vanity_contact_sheet_ref (VanityContactSheet *sheet);
void vanity_contact_sheet_unref (VanityContactSheet *sheet);

/* How many pictures there are: before, then the looks. */
int vanity_contact_sheet_get_n (const VanityContactSheet *sheet);
/* Below a picture, translated; index 0 is before. */
const char *vanity_contact_sheet_get_label (const VanityContactSheet *sheet, int index);

/* Paper lies the way in which the pictures come out larger; points (1/72 inch). */
void vanity_contact_sheet_get_paper (const VanityContactSheet *sheet, VanityPaper paper,
                                     double *width, double *height);

/* The longer side of a picture on a page of so many points, in pixels at `dpi`. */
int vanity_contact_sheet_get_side (const VanityContactSheet *sheet, double width, double height,
                                   double dpi);

/* Told from the thread that works; `share` of all of it, [0, 1]. */
typedef void (*VanityContactSheetProgress) (double share, gpointer data);

/* Wears the looks: VanityImage in 8-bit sRGB, as many as the sheet has pictures, none with more
 * than `side` pixels a side or than the photo has. `progress` may be NULL. One picture's planes are
 * held at a time. */
GPtrArray *vanity_contact_sheet_make (const VanityContactSheet *sheet, int side,
                                      VanityContactSheetProgress progress, gpointer data,
                                      GCancellable *cancellable, GError **error);

/* Draws a page of so many points, the corner at the origin, on white. `pictures` are the sheet's;
 * an element that is not there yet may be NULL. */
void vanity_contact_sheet_draw (const VanityContactSheet *sheet, GPtrArray *pictures, cairo_t *cr,
                                double width, double height);

/* Makes all of it and writes a PDF, PNG or JPEG, by the file's extension; of the last two at `dpi`.
 * Atomic. VANITY_ERROR_VALUE for another extension, VANITY_ERROR_LIMIT when out of memory. */
gboolean vanity_contact_sheet_save (const VanityContactSheet *sheet, VanityPaper paper, double dpi,
                                    GFile *file, VanityContactSheetProgress progress, gpointer data,
                                    GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityContactSheet, vanity_contact_sheet_unref)

G_END_DECLS
