/* A stream as a camera would give, of a portrait that moves, turns, speaks and blinks: every point
 * of the face is known in every frame. */
#pragma once

#include "face/face.h"
#include "image/image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define STREAM_WIDTH 1280
#define STREAM_HEIGHT 720
#define STREAM_RATE 30 /* frames a second */

typedef enum
{
  STREAM_REST,  /* nothing but the sensor's noise */
  STREAM_MOVE,  /* goes from side to side, near and far, tilts */
  STREAM_TURN,  /* turns and nods in perspective */
  STREAM_LIGHT, /* the light fades, goes warmer and comes from the side */
  STREAM_SPEAK, /* blinks and opens its mouth */
  STREAM_N_PARTS
} StreamPart;

typedef struct _CameraStream CameraStream;

/* Of the largest face of the photo, some 300 pixels wide. G_IO_ERROR_NOT_FOUND where there is none.
 */
CameraStream *camera_stream_new (GFile *photo, GError **error);
void camera_stream_free (CameraStream *stream);

int camera_stream_get_length (void);
/* The first frame of a part; that of STREAM_N_PARTS is the length. */
int camera_stream_get_start (StreamPart part);
const char *camera_stream_get_name (StreamPart part);

/* Frame `index`, STREAM_WIDTH × STREAM_HEIGHT, 8-bit sRGB. */
void camera_stream_draw (CameraStream *stream, int index, VanityImage *frame);

/* Where the photo's points lie in it. */
void camera_stream_get_points (CameraStream *stream, int index, VanityPoint *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CameraStream, camera_stream_free)

G_END_DECLS
