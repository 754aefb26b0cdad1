#include "face/canonical.h"

#include "base/error.h"
#include "face/mesh.h"
#include "model/model.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define FILE_NAME "geometry_pipeline_metadata_landmarks.binarypb"
/* The file has 19 kB; nothing near this is one. */
#define MAX_BYTES (1 << 20)
#define VERTEX_FLOATS 5 /* x, y, z, u, v */

/* Protocol buffers' wire types. */
enum
{
  WIRE_VARINT = 0,
  WIRE_FIXED64 = 1,
  WIRE_BYTES = 2,
  WIRE_FIXED32 = 5,
};

typedef struct
{
  const guint8 *data, *end;
} Cursor;

typedef struct
{
  guint64 number;
  int wire;
  guint64 value; /* of a varint */
  Cursor body;   /* of everything else */
} Field;

static gboolean
read_varint (Cursor *cursor, guint64 *value)
{
  *value = 0;
  for (int shift = 0; shift < 64 && cursor->data < cursor->end; shift += 7)
    {
      guint8 byte = *cursor->data++;
      *value |= (guint64)(byte & 0x7f) << shift;
      if (byte < 0x80)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_field (Cursor *cursor, Field *field)
{
  guint64 key, length;

  if (!read_varint (cursor, &key))
    return FALSE;
  field->number = key >> 3;
  field->wire = key & 7;
  field->value = 0;
  switch (field->wire)
    {
    case WIRE_VARINT:
      return read_varint (cursor, &field->value);
    case WIRE_FIXED64:
      length = 8;
      break;
    case WIRE_FIXED32:
      length = 4;
      break;
    case WIRE_BYTES:
      if (!read_varint (cursor, &length))
        return FALSE;
      break;
    default:
      return FALSE;
    }
  if (length > (guint64)(cursor->end - cursor->data))
    return FALSE;
  field->body = (Cursor){ cursor->data, cursor->data + length };
  cursor->data += length;
  return TRUE;
}

static float
read_float (const Cursor *body)
{
  guint32 bits;
  float value;

  memcpy (&bits, body->data, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Each parser returns the rule that is broken, or NULL. */
static const char *
parse_geometry (VanityCanonicalMesh *mesh, Cursor cursor)
{
  int n_floats = 0, n_indices = 0;
  Field field;

  while (cursor.data < cursor.end)
    {
      if (!read_field (&cursor, &field))
        return "the mesh is cut off";
      if (field.number == 3 && field.wire == WIRE_FIXED32)
        {
          int vertex = n_floats / VERTEX_FLOATS, axis = n_floats % VERTEX_FLOATS;
          float value = read_float (&field.body);
          if (vertex >= VANITY_FACE_MESH_POINTS)
            return "the mesh has more than 468 vertices";
          if (!isfinite (value))
            return "a vertex is not a number";
          if (axis < 3)
            mesh->vertex[vertex][axis] = value;
          n_floats++;
        }
      else if (field.number == 4 && field.wire == WIRE_VARINT)
        {
          if (n_indices >= VANITY_MESH_TRIANGLES * 3)
            return "the mesh has more than 898 triangles";
          if (field.value >= VANITY_FACE_MESH_POINTS)
            return "a triangle names a vertex that is not there";
          mesh->triangle[n_indices / 3][n_indices % 3] = field.value;
          n_indices++;
        }
    }
  if (n_floats != VANITY_FACE_MESH_POINTS * VERTEX_FLOATS)
    return "the mesh has fewer than 468 vertices";
  if (n_indices != VANITY_MESH_TRIANGLES * 3)
    return "the mesh has fewer than 898 triangles";
  return NULL;
}

static const char *
parse_weight (VanityCanonicalMesh *mesh, Cursor cursor)
{
  guint64 point = 0; /* protocol buffers leave a zero out */
  float weight = 0;
  Field field;

  while (cursor.data < cursor.end)
    {
      if (!read_field (&cursor, &field))
        return "a weight is cut off";
      if (field.number == 1 && field.wire == WIRE_VARINT)
        point = field.value;
      else if (field.number == 2 && field.wire == WIRE_FIXED32)
        weight = read_float (&field.body);
    }
  if (point >= VANITY_FACE_MESH_POINTS)
    return "a weight names a vertex that is not there";
  if (!(weight >= 0 && weight <= 1))
    return "a weight is outside [0, 1]";
  mesh->weight[point] = weight;
  return NULL;
}

static const char *
parse_file (VanityCanonicalMesh *mesh, Cursor cursor)
{
  gboolean has_geometry = FALSE;
  int n_weights = 0;
  const char *broken = NULL;
  Field field;

  while (broken == NULL && cursor.data < cursor.end)
    {
      if (!read_field (&cursor, &field))
        return "the file is cut off";
      if (field.wire != WIRE_BYTES)
        continue;
      if (field.number == 1)
        {
          broken = parse_geometry (mesh, field.body);
          has_geometry = TRUE;
        }
      else if (field.number == 2)
        {
          broken = parse_weight (mesh, field.body);
          n_weights++;
        }
    }
  if (broken != NULL)
    return broken;
  if (!has_geometry)
    return "there is no mesh in it";
  /* A rotation takes three points. */
  if (n_weights < 3)
    return "fewer than three points have a weight";
  return NULL;
}

gboolean
vanity_canonical_mesh_parse (VanityCanonicalMesh *mesh, GBytes *bytes, const char *name,
                             GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const char *broken;

  memset (mesh, 0, sizeof *mesh);
  broken = size > MAX_BYTES ? "the file is too large for a face mesh"
                            : parse_file (mesh, (Cursor){ data, data + size });
  if (broken != NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "%s: not the face mesh: %s", name,
                   broken);
      return FALSE;
    }
  return TRUE;
}

static VanityCanonicalMesh *
load (GError **error)
{
  g_autofree char *path = vanity_model_find (FILE_NAME, error);
  if (path == NULL)
    return NULL;

  g_autofree char *data = NULL;
  gsize size;
  g_autoptr (GError) problem = NULL;
  if (!g_file_get_contents (path, &data, &size, &problem))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s", problem->message);
      return NULL;
    }

  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  g_autofree VanityCanonicalMesh *mesh = g_new (VanityCanonicalMesh, 1);
  if (!vanity_canonical_mesh_parse (mesh, bytes, path, error))
    return NULL;
  return g_steal_pointer (&mesh);
}

const VanityCanonicalMesh *
vanity_canonical_mesh_get (GError **error)
{
  static GMutex mutex;
  static VanityCanonicalMesh *mesh;

  g_mutex_lock (&mutex);
  if (mesh == NULL)
    mesh = load (error);
  const VanityCanonicalMesh *result = mesh;
  g_mutex_unlock (&mutex);
  return result;
}

const guint16 *
vanity_mesh_get_triangles (int *n_triangles, const float **canonical, GError **error)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);

  if (mesh == NULL)
    return NULL;
  *n_triangles = VANITY_MESH_TRIANGLES;
  if (canonical != NULL)
    *canonical = &mesh->vertex[0][0];
  return &mesh->triangle[0][0];
}
