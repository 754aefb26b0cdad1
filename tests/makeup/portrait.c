#include "portrait.h"

#include "face/mesh.h"
#include "image/color.h"
#include "makeup/path.h"

#include <math.h>
#include <string.h>

enum
{
  RED = 0,
  GREEN = 1,
  BLUE = 2,
};

static gboolean
place_points (const Portrait *portrait, VanityFace *face)
{
  const float *canonical;
  int n;
  double scale = portrait->face / 15.3;
  static const guint16 lower_lip[] = { 78,  95,  88, 178, 87, 14, 317, 402, 318, 324,
                                       308, 146, 91, 181, 84, 17, 314, 405, 321, 375 };

  if (vanity_mesh_get_triangles (&n, &canonical, NULL) == NULL)
    return FALSE;
  memset (face, 0, sizeof *face);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      face->points[i].x = (float)(portrait->x + scale * (double)canonical[3 * i]);
      face->points[i].y = (float)(portrait->y - scale * (double)canonical[3 * i + 1]);
      face->points[i].z = (float)(-scale * (double)canonical[3 * i + 2]);
    }
  /* The canonical mouth is ajar; its lower lip moves to where the gap is as asked for. */
  for (gsize i = 0; i < G_N_ELEMENTS (lower_lip); i++)
    {
      double across = ((double)face->points[lower_lip[i]].x - portrait->x) / (2.46 * scale);
      double drop = (portrait->gap - 5.5) / 10 * scale * MAX (1 - across * across, 0);

      face->points[lower_lip[i]].y += (float)drop;
    }
  for (int eye = 0; eye < 2; eye++)
    for (int i = 0; i < 5; i++)
      {
        static const int dx[] = { 0, 1, 0, -1, 0 }, dy[] = { 0, 0, -1, 0, 1 };
        const VanityPoint *a = &face->points[eye ? 362 : 33], *b = &face->points[eye ? 263 : 133];

        face->points[468 + 5 * eye + i]
            = (VanityPoint){ 0.5f * (a->x + b->x) + (float)(0.55 * scale * dx[i]),
                             0.5f * (a->y + b->y) + (float)(0.55 * scale * dy[i]),
                             0.5f * (a->z + b->z) };
      }
  return TRUE;
}

static void
paint (float *planes, const VanityRect *photo, VanityPath *path, double feather, guint32 color)
{
  g_autoptr (VanityPath) owned = path;
  g_autoptr (VanityMask) mask = vanity_path_mask (path, feather, photo);
  gsize n = (gsize)photo->width * (gsize)photo->height;

  for (int y = 0; mask != NULL && y < photo->height; y++)
    {
      g_autofree float *row = g_new (float, photo->width);

      vanity_mask_get_row (mask, y, 0, photo->width, row);
      for (int c = 0; c < 3; c++)
        for (int x = 0; x < photo->width; x++)
          {
            float *p = &planes[(gsize)c * n + (gsize)y * (gsize)photo->width + (gsize)x];
            float to = vanity_srgb_to_linear ((float)(color >> (16 - 8 * c) & 255) / 255);

            *p += row[x] * (to - *p);
          }
    }
}

/* Skin lit from above left, with fine, fixed texture. */
static void
paint_skin (float *planes, const Portrait *portrait)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize n = (gsize)portrait->width * (gsize)portrait->height;

  for (int y = 0; y < portrait->height; y++)
    for (int x = 0; x < portrait->width; x++)
      {
        double u = (x - portrait->x) / portrait->face, v = (y - portrait->y) / portrait->face;
        double light = 1.05 - 0.35 * (u * u + v * v) - 0.2 * u - 0.1 * v;

        light *= g_rand_double_range (rand, 0.94, 1.06);
        for (int c = 0; c < 3; c++)
          planes[(gsize)c * n + (gsize)y * (gsize)portrait->width + (gsize)x]
              = (float)light
                * vanity_srgb_to_linear ((float)(portrait->skin >> (16 - 8 * c) & 255) / 255);
      }
}

/* The lips' own colour: this skin's, redder and darker. */
static guint32
get_lips (guint32 skin)
{
  guint32 r = skin >> 16 & 255, g = skin >> 8 & 255, b = skin & 255;

  return (r * 9 / 10) << 16 | (g * 13 / 20) << 8 | b * 15 / 20;
}

VanityImage *
portrait_new (const Portrait *portrait, VanityFace *face)
{
  VanityRect photo = { 0, 0, portrait->width, portrait->height };
  gsize n = (gsize)portrait->width * (gsize)portrait->height;
  g_autofree float *planes = g_new0 (float, 3 * n);
  VanityImage *image;

  if (!place_points (portrait, face))
    {
      g_test_skip ("The canonical mesh is not installed");
      return NULL;
    }
  paint_skin (planes, portrait);
  for (int left = 0; left < 2; left++)
    {
      paint (planes, &photo, vanity_path_new_contour (face, VANITY_CONTOUR_BROW_RIGHT + left), 1,
             0x3a2a22);
      paint (planes, &photo, vanity_path_new_contour (face, VANITY_CONTOUR_EYE_RIGHT + left), 0.5,
             0xd8d6d2);
      paint (planes, &photo, vanity_path_new_contour (face, VANITY_CONTOUR_IRIS_RIGHT + left), 0.5,
             0x4a3424);
    }
  paint (planes, &photo, vanity_path_new_contour (face, VANITY_CONTOUR_LIPS_OUTER), 0.6,
         get_lips (portrait->skin));
  if (portrait->gap > 1)
    paint (planes, &photo, vanity_path_new_contour (face, VANITY_CONTOUR_LIPS_INNER), 0.4,
           0xe6e2da);
  image = vanity_image_new (portrait->width, portrait->height, portrait->depth,
                            vanity_color_space_get_srgb (), NULL);
  for (int y = 0; y < image->height; y++)
    {
      gsize start = (gsize)y * (gsize)image->width;
      guint8 *row = vanity_image_row (image, y);

      memset (row, 255, (gsize)image->width * 4 * (gsize)(image->depth / 8));
      vanity_color_space_encode (image->space, image->depth, planes + RED * n + start,
                                 planes + GREEN * n + start, planes + BLUE * n + start, row,
                                 image->width);
    }
  return image;
}

VanityLook *
portrait_look (const char *json)
{
  g_autofree char *text = g_strdup_printf (
      "{ \"vanity-look\": 1, \"id\": \"test\", \"name\": \"Test\", \"layers\": [ { %s } ] }", json);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  VanityLook *look = vanity_look_load_bytes (bytes, "test", &error);

  g_assert_no_error (error);
  return look;
}

VanityImage *
portrait_wear (VanityImage *image, const VanityFace *face, const VanityLook *look, double strength)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityRenderer) renderer = vanity_renderer_new (image, face, NULL, &error);
  VanityImage *worn;

  g_assert_no_error (error);
  g_assert_true (vanity_renderer_set_look (renderer, look, NULL, &error));
  worn = vanity_renderer_render (renderer, strength, &error);
  g_assert_no_error (error);
  return worn;
}

gboolean
portrait_same (const VanityImage *a, const VanityImage *b, int x, int y)
{
  gsize size = 4 * (gsize)(a->depth / 8);

  return memcmp (vanity_image_row (a, y) + (gsize)x * size,
                 vanity_image_row (b, y) + (gsize)x * size, size)
         == 0;
}

VanityLab
portrait_lab (const VanityImage *image, int x, int y)
{
  float rgb[3];

  vanity_color_space_decode (image->space, image->depth,
                             vanity_image_row (image, y) + x * 4 * (image->depth / 8), &rgb[0],
                             &rgb[1], &rgb[2], 1);
  return vanity_lab_from_linear ((VanityRgb){ rgb[0], rgb[1], rgb[2] });
}

gboolean
portrait_scene_init (PortraitScene *scene)
{
  const Portrait portrait = PORTRAIT_INIT;

  scene->image = portrait_new (&portrait, &scene->face);
  if (scene->image != NULL)
    scene->renderer = vanity_renderer_new (scene->image, &scene->face, NULL, NULL);
  return scene->image != NULL;
}

void
portrait_scene_clear (PortraitScene *scene)
{
  g_clear_pointer (&scene->renderer, vanity_renderer_free);
  g_clear_pointer (&scene->image, vanity_image_unref);
}
