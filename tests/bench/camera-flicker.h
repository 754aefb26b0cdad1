/* How a made-up face flickers at rest, beside the bare one, whose sensor is noisy. */
#pragma once

#include "camera-film.h"

G_BEGIN_DECLS

typedef struct _CameraFlicker CameraFlicker;

CameraFlicker *camera_flicker_new (void);
void camera_flicker_free (CameraFlicker *flicker);

/* Takes a frame of the part at rest, once the look is wholly on. */
void camera_flicker_add (CameraFlicker *flicker, CameraFilm *film, int index,
                         const VanityImage *shown);

/* Prints how much pixels that are made up change from frame to frame, and the same ones bare. */
void camera_flicker_print (CameraFlicker *flicker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CameraFlicker, camera_flicker_free)

G_END_DECLS
