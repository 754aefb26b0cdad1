#include "camera-stream.h"

#include "base/parallel.h"
#include "camera-relief.h"
#include "image/color.h"
#include "image/photo.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

#define FACE_WIDTH 300.0
/* The way from frame to photo is computed at one pixel in so many each way. */
#define STEP 4
#define COLUMNS (STREAM_WIDTH / STEP + 2)
#define ROWS (STREAM_HEIGHT / STEP + 2)
/* Of a webcam's small sensor in a lit room: standard deviation in encoded sRGB, of 255. */
#define NOISE 2.0
#define N_NOISE (1 << 16)

static const struct
{
  const char *name;
  double seconds;
} parts[STREAM_N_PARTS] = {
  { "at rest", 2 }, { "moving", 2 }, { "turning", 2 }, { "light", 1.5 }, { "speaking", 1.5 },
};

/* What a frame shows. */
typedef struct
{
  double x, y, scale, roll, yaw, pitch; /* pixels, radians */
  double blink, open;                   /* [0, 1] */
  double light, warmth, side;
} State;

struct _CameraStream
{
  float *planes[3]; /* the photo in linear light, at the stream's scale */
  int width, height;
  VanityFace face; /* in it */
  Relief *relief;
  gint8 noise[N_NOISE];
  guint8 encode[4096];
};

int
camera_stream_get_start (StreamPart part)
{
  double seconds = 0;

  for (int i = 0; i < (int)part; i++)
    seconds += parts[i].seconds;
  return (int)(seconds * STREAM_RATE + 0.5);
}

int
camera_stream_get_length (void)
{
  return camera_stream_get_start (STREAM_N_PARTS);
}

const char *
camera_stream_get_name (StreamPart part)
{
  return parts[part].name;
}

static void
fill_tables (CameraStream *stream)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < N_NOISE; i++)
    {
      double far = sqrt (-2 * log (g_rand_double_range (rand, 1e-9, 1)));

      stream->noise[i] = (gint8)lrint (
          CLAMP (NOISE * 8 * far * cos (2 * G_PI * g_rand_double (rand)), -127, 127));
    }
  for (int i = 0; i < 4096; i++)
    stream->encode[i] = (guint8)lrintf (255 * vanity_srgb_from_linear ((i + 0.5f) / 4096));
}

CameraStream *
camera_stream_new (GFile *file, GError **error)
{
  g_autoptr (CameraStream) stream = g_new0 (CameraStream, 1);
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (error);
  g_autoptr (VanityPhoto) photo = finder ? vanity_photo_load (file, NULL, error) : NULL;
  g_autoptr (VanityFace) face = photo ? portrait_find_face (photo, finder, error) : NULL;
  g_autoptr (VanityImage) small = NULL;
  VanityImage *image;
  double scale;

  if (face == NULL)
    return NULL;
  image = vanity_photo_get_image (photo);
  /* What is larger is made smaller first; the rest is done as frames are drawn. */
  scale = MIN (1.2 * FACE_WIDTH / vanity_face_get_width (face), 1);
  small = vanity_image_new_preview (image, (int)(scale * MAX (image->width, image->height)), &scale,
                                    error);
  if (small == NULL)
    return NULL;
  stream->face = *face;
  vanity_face_scale (&stream->face, scale);
  stream->width = small->width;
  stream->height = small->height;
  for (int c = 0; c < 3; c++)
    stream->planes[c] = g_new (float, (gsize)small->width *(gsize)small->height);
  for (int y = 0; y < small->height; y++)
    {
      gsize start = (gsize)y * (gsize)small->width;

      vanity_color_space_decode (small->space, 8, vanity_image_row (small, y),
                                 stream->planes[0] + start, stream->planes[1] + start,
                                 stream->planes[2] + start, small->width);
    }
  fill_tables (stream);
  stream->relief = relief_new (&stream->face, error);
  return stream->relief != NULL ? g_steal_pointer (&stream) : NULL;
}

void
camera_stream_free (CameraStream *stream)
{
  if (stream == NULL)
    return;
  for (int c = 0; c < 3; c++)
    g_free (stream->planes[c]);
  g_clear_pointer (&stream->relief, relief_free);
  g_free (stream);
}

static State
get_state (const CameraStream *stream, int index)
{
  double scale = FACE_WIDTH / vanity_face_get_width (&stream->face);
  State state = { STREAM_WIDTH / 2.0, STREAM_HEIGHT / 2.0, scale, .light = 0.9 };
  int part = 0;

  while (part + 1 < STREAM_N_PARTS && index >= camera_stream_get_start (part + 1))
    part++;
  double t = (double)(index - camera_stream_get_start (part)) / STREAM_RATE;
  double turn = 2 * G_PI * t / parts[part].seconds;
  /* Starts and ends at rest. */
  double swell = sin (turn / 2) * sin (turn / 2);

  switch (part)
    {
    case STREAM_MOVE:
      state.x += 110 * swell * sin (2 * turn);
      state.y += 40 * swell * sin (3 * turn);
      state.scale *= exp (0.18 * swell * sin (turn));
      state.roll = 0.22 * swell * sin (2 * turn + 1);
      break;
    case STREAM_TURN:
      state.yaw = 0.30 * swell * sin (2 * turn);
      state.pitch = 0.14 * swell * sin (turn);
      break;
    case STREAM_LIGHT:
      state.light *= 1 - 0.45 * swell;
      state.warmth = 0.25 * swell;
      state.side = 0.4 * swell * sin (turn);
      break;
    case STREAM_SPEAK:
      state.blink = MAX (1 - fabs (t - 0.25) / 0.12, 0) + MAX (1 - fabs (t - 1.2) / 0.12, 0);
      state.open = t > 0.4 ? 0.5 - 0.5 * cos (2 * G_PI * (t - 0.4) / 0.55) : 0;
      if (t > 1.5)
        state.open = 0;
      break;
    default:
      break;
    }
  return state;
}

static void
get_view (const State *state, ReliefView *view)
{
  relief_view_init (view, state->x, state->y, state->scale, state->roll, state->yaw, state->pitch);
}

void
camera_stream_get_points (CameraStream *stream, int index, VanityPoint *points)
{
  State state = get_state (stream, index);
  ReliefView view;

  get_view (&state, &view);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      double x = stream->face.points[i].x, y = stream->face.points[i].y, to[2];

      relief_express (stream->relief, state.blink, state.open, &x, &y);
      relief_project (stream->relief, &view, x, y, to);
      points[i] = (VanityPoint){ (float)to[0], (float)to[1],
                                 stream->face.points[i].z * (float)state.scale };
    }
}

typedef struct
{
  CameraStream *stream;
  const State *state;
  const float *way; /* COLUMNS × ROWS × (x, y) */
  int index;
  VanityImage *frame;
} Drawing;

static void
sample (const CameraStream *stream, double x, double y, float *rgb)
{
  double u = CLAMP (x - 0.5, 0, stream->width - 1.001),
         v = CLAMP (y - 0.5, 0, stream->height - 1.001);
  int i = (int)u, j = (int)v;
  float a = (float)(u - i), b = (float)(v - j);
  gsize at = (gsize)j * (gsize)stream->width + (gsize)i;

  for (int c = 0; c < 3; c++)
    {
      const float *above = stream->planes[c] + at, *below = above + stream->width;

      rgb[c] = (1 - b) * (above[0] + a * (above[1] - above[0]))
               + b * (below[0] + a * (below[1] - below[0]));
    }
}

static void
draw_row (gpointer data, int y, int worker)
{
  const Drawing *drawing = data;
  const CameraStream *stream = drawing->stream;
  const State *state = drawing->state;
  guint8 *row = vanity_image_row (drawing->frame, y);
  guint32 seed = (guint32)drawing->index * 2654435761u + (guint32)y * 40503u;
  float b = (float)(y % STEP) / STEP;
  const float *above = drawing->way + (gsize)(y / STEP) * COLUMNS * 2, *below = above + COLUMNS * 2;

  for (int x = 0; x < STREAM_WIDTH; x++)
    {
      const float *p = above + x / STEP * 2, *q = below + x / STEP * 2;
      float a = (float)(x % STEP) / STEP, rgb[3], light;
      double px = (1 - b) * (p[0] + a * (p[2] - p[0])) + b * (q[0] + a * (q[2] - q[0]));
      double py = (1 - b) * (p[1] + a * (p[3] - p[1])) + b * (q[1] + a * (q[3] - q[1]));

      if (relief_unexpress (stream->relief, state->blink, state->open, &px, &py))
        sample (stream, px, py, rgb);
      else
        rgb[0] = 0.03f, rgb[1] = rgb[2] = 0.012f; /* the mouth's inside */
      light = (float)(state->light * (1 + state->side * (x - STREAM_WIDTH / 2.0) / 400));
      rgb[0] *= light * (float)(1 + 0.3 * state->warmth);
      rgb[1] *= light;
      rgb[2] *= light * (float)(1 - state->warmth);
      for (int c = 0; c < 3; c++)
        {
          int plain = stream->encode[(int)CLAMP (4096 * rgb[c], 0, 4095)];

          seed = seed * 1664525u + 1013904223u;
          row[4 * x + c] = (guint8)CLAMP ((8 * plain + stream->noise[seed >> 16] + 4) >> 3, 0, 255);
        }
      row[4 * x + 3] = 255;
    }
}

void
camera_stream_draw (CameraStream *stream, int index, VanityImage *frame)
{
  State state = get_state (stream, index);
  g_autofree float *way = g_new (float, COLUMNS *ROWS * 2);
  Drawing drawing = { stream, &state, way, index, frame };
  ReliefView view;

  get_view (&state, &view);
  for (int j = 0; j < ROWS; j++)
    for (int i = 0; i < COLUMNS; i++)
      {
        double to[2];

        relief_find (stream->relief, &view, i * STEP + 0.5, j * STEP + 0.5, to);
        way[2 * (j * COLUMNS + i)] = (float)to[0];
        way[2 * (j * COLUMNS + i) + 1] = (float)to[1];
      }
  vanity_pool_run (vanity_pool_get_default (), draw_row, &drawing, STREAM_HEIGHT);
}
