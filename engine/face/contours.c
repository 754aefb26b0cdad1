#include "face/mesh.h"

/* In order along each curve, as points of MediaPipe's mesh. */
static const guint16 face[]
    = { 10,  338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58,  132, 93,  234, 127, 162, 21,  54,  103, 67,  109 };
static const guint16 lips_outer[]
    = { 61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185 };
static const guint16 lips_inner[]
    = { 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191 };
static const guint16 eye_right[]
    = { 33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246 };
static const guint16 eye_left[]
    = { 263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466 };
static const guint16 lid_right[] = { 33, 246, 161, 160, 159, 158, 157, 173, 133 };
static const guint16 lid_left[] = { 263, 466, 388, 387, 386, 385, 384, 398, 362 };
static const guint16 lower_right[] = { 33, 7, 163, 144, 145, 153, 154, 155, 133 };
static const guint16 lower_left[] = { 263, 249, 390, 373, 374, 380, 381, 382, 362 };
static const guint16 brow_right[] = { 70, 63, 105, 66, 107, 55, 65, 52, 53, 46 };
static const guint16 brow_left[] = { 300, 293, 334, 296, 336, 285, 295, 282, 283, 276 };
static const guint16 iris_right[] = { 469, 470, 471, 472 };
static const guint16 iris_left[] = { 474, 475, 476, 477 };

#define CONTOUR(list, closed)                                                                      \
  {                                                                                                \
    list, G_N_ELEMENTS (list), closed                                                              \
  }

static const VanityContour contours[VANITY_N_CONTOURS] = {
  [VANITY_CONTOUR_FACE] = CONTOUR (face, TRUE),
  [VANITY_CONTOUR_LIPS_OUTER] = CONTOUR (lips_outer, TRUE),
  [VANITY_CONTOUR_LIPS_INNER] = CONTOUR (lips_inner, TRUE),
  [VANITY_CONTOUR_EYE_RIGHT] = CONTOUR (eye_right, TRUE),
  [VANITY_CONTOUR_EYE_LEFT] = CONTOUR (eye_left, TRUE),
  [VANITY_CONTOUR_LID_RIGHT] = CONTOUR (lid_right, FALSE),
  [VANITY_CONTOUR_LID_LEFT] = CONTOUR (lid_left, FALSE),
  [VANITY_CONTOUR_LOWER_RIGHT] = CONTOUR (lower_right, FALSE),
  [VANITY_CONTOUR_LOWER_LEFT] = CONTOUR (lower_left, FALSE),
  [VANITY_CONTOUR_BROW_RIGHT] = CONTOUR (brow_right, TRUE),
  [VANITY_CONTOUR_BROW_LEFT] = CONTOUR (brow_left, TRUE),
  [VANITY_CONTOUR_IRIS_RIGHT] = CONTOUR (iris_right, TRUE),
  [VANITY_CONTOUR_IRIS_LEFT] = CONTOUR (iris_left, TRUE),
};

const VanityContour *
vanity_mesh_get_contour (VanityContourId id)
{
  g_return_val_if_fail ((int)id >= 0 && id < VANITY_N_CONTOURS, NULL);
  return &contours[id];
}
