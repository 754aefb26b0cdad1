#include "app/same-face.h"

/* Intersection over union from which a face is the same one. */
#define MIN_OVERLAP 0.4

static double
get_overlap (const float one[4], const float other[4])
{
  double width = MIN (one[0] + one[2], other[0] + other[2]) - MAX (one[0], other[0]);
  double height = MIN (one[1] + one[3], other[1] + other[3]) - MAX (one[1], other[1]);
  double common = width > 0 && height > 0 ? width * height : 0;
  double all = (double)one[2] * one[3] + (double)other[2] * other[3] - common;

  return all > 0 ? common / all : 0;
}

int
vanity_faces_find_same (GPtrArray *faces, const float box[4])
{
  int best = -1;
  double most = MIN_OVERLAP;

  for (guint i = 0; i < faces->len; i++)
    {
      double overlap = get_overlap (((VanityFace *)g_ptr_array_index (faces, i))->box, box);

      if (overlap > most)
        {
          most = overlap;
          best = (int)i;
        }
    }

  return best;
}
