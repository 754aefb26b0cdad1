/* Faces made from the canonical mesh, for tests. Before they are changed, temples, jaw and length
 * are brought to those of portraits, from which the canonical head's differ as no person's do, and
 * the lips are closed. */
#pragma once

#include "face/face.h"

/* What the head's measures are multiplied by; 0: 1. Widths are those of the outline at the height
 * of the temples, of the corners of the jaw and of the chin. */
typedef struct
{
  double length, forehead, jaw, chin, all; /* `all`: every width */
  double eye_height, eyes_apart;           /* height of the openings; all between the eyes */
  double lips_height;
  double shifted_eye;      /* cm, that the right eye is lower */
  double yaw, pitch, roll; /* degrees, VanityFace's signs */
  double scale;            /* pixels per cm; 0: 20 */
  double gap;              /* between the lips, cm */
} MadeFace;

#define MADE_WIDTH 800
#define MADE_HEIGHT 900

/* As an orthographic camera sees it, in the middle of MADE_WIDTH × MADE_HEIGHT pixels; its irises
 * in the middle of its eyes. FALSE after marking the test as skipped, where the canonical mesh is
 * not installed. */
gboolean made_face (const MadeFace *made, VanityFace *face);

/* The photo's mirror image. */
void made_mirror (const VanityFace *face, VanityFace *mirrored);
