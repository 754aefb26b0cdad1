/* Faces as JSON, as `vanity-cli detect --json` and the service tell them. Lengths are pixels of the
 * upright photo, angles degrees: positive when the face is turned to its own left, looks up, tilts
 * clockwise. */
#pragma once

#include "face/face.h"
#include "image/image.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds "width", "height" and "faces", each with box, 478 points, pose and quality, to the object
 * that was begun. */
void vanity_json_add_faces (JsonBuilder *json, const VanityImage *image, GPtrArray *faces);

/* Adds "width", "height" and "faces": number and box of face `face`, counted from 1, or of all for
 * 0: who was made over. */
void vanity_json_add_wearers (JsonBuilder *json, const VanityImage *image, GPtrArray *faces,
                              int face);

G_END_DECLS
