export const databaseName = 'apim_db'
