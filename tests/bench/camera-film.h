/* The stream as a camera hands it over: NV12, made ahead so that making it costs nobody time. */
#pragma once

#include "camera-stream.h"

G_BEGIN_DECLS

typedef struct _CameraFilm CameraFilm;

CameraFilm *camera_film_new (CameraStream *stream, GError **error);
void camera_film_free (CameraFilm *film);

int camera_film_get_length (const CameraFilm *film);

/* Converts frame `index` into `frame`, as the camera's pipeline does, on the calling thread. */
void camera_film_get (CameraFilm *film, int index, VanityImage *frame);

/* An empty frame. */
VanityImage *camera_film_new_frame (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CameraFilm, camera_film_free)

G_END_DECLS
