/* A photo of a face as a relief: seen from elsewhere, with its eyes shut or its mouth open. All
 * that is done to a place of the photo can be undone again, which tells what a pixel shows. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

typedef struct _Relief Relief;

/* NULL where the canonical mesh is not installed. */
Relief *relief_new (const VanityFace *face, GError **error);
void relief_free (Relief *relief);

/* From where it is seen. */
typedef struct
{
  double x, y, scale, turn[3][3];
} ReliefView;

/* The face's middle at (x, y), enlarged, turned (radians). */
void relief_view_init (ReliefView *view, double x, double y, double scale, double roll, double yaw,
                       double pitch);

/* Photo → picture, and back. */
void relief_project (const Relief *relief, const ReliefView *view, double x, double y,
                     double to[2]);
void relief_find (const Relief *relief, const ReliefView *view, double x, double y, double to[2]);

/* Moves a place of the photo as lids and jaw move it; [0, 1] each. */
void relief_express (const Relief *relief, double blink, double open, double *x, double *y);
/* The way back; FALSE where the photo shows nothing: between the parted lips. */
gboolean relief_unexpress (const Relief *relief, double blink, double open, double *x, double *y);

G_END_DECLS
