#!/bin/bash
#SBATCH --job-name=vanity
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=04:00:00
#SBATCH --requeue
# Puts a look on the photos of a folder, a share of them in each task of the array:
#   sbatch --array=0-15 slurm-apply.sh PHOTOS OUT LOOK
set -eu

photos=$1 out=$2 look=$3
task=${SLURM_ARRAY_TASK_ID:-0} tasks=${SLURM_ARRAY_TASK_COUNT:-1}
mkdir -p -- "$out"

mine=()
i=0
for photo in "$photos"/*; do
  case ${photo,,} in
    *.jpg | *.jpeg | *.png | *.webp | *.tif | *.tiff | *.heic | *.avif) ;;
    *) continue ;;
  esac
  [ $((i++ % tasks)) -ne "$task" ] || mine+=("$photo")
done
[ ${#mine[@]} -gt 0 ] || exit 0

# With one photo alone, OUT would be taken for a file.
exec vanity-cli apply --look "$look" -o "$out/" --log "$out/log-$task.jsonl" --resume -- "${mine[@]}"
